import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { borderFaults } from "./support/borders.ts";
import { readSource, type Source } from "./support/sources.ts";

const forbidden: readonly (readonly [string, string])[] = [
  ["cards/todo/todo.ts", "#domain/policy.ts"],
  ["cards/todo/todo.ts", "#chat/reply.ts"],
  ["src/chat/router.ts", "#directory/people.ts"],
  ["src/chat/router.ts", "#db/client.ts"],
  ["src/directory/people.ts", "#outbox/enqueue.ts"],
  ["src/domain/policy.ts", "#chat/actor.ts"],
  ["src/features/todo/add.ts", "../team/store.ts"],
  ["src/features/todo/add.ts", "#platforms/slack/limits.ts"],
  ["src/features/todo/add.ts", "#db/generated/client.ts"],
  ["src/features/todo/add.ts", "@slack/bolt"],
  ["src/platforms/slack/send.ts", "#platforms/feishu/limits.ts"],
  ["src/platforms/slack/send.ts", "#directory/people.ts"],
  ["src/platforms/slack/send.ts", "@larksuiteoapi/node-sdk"],
  ["src/playground/slack/api.ts", "#platforms/slack/limits.ts"],
  ["src/cli/doctor.ts", "#features/todo/store.ts"],
  ["src/app.ts", "./features/todo/store.ts"],
  ["src/outbox/claim.ts", "pg"],
];
const allowed: readonly (readonly [string, string])[] = [
  ["cards/todo/todo.ts", "#chat/card.ts"],
  ["src/directory/leads/lead.ts", "#outbox/enqueue.ts"],
  ["src/features/todo/add.ts", "#outbox/enqueue.ts"],
  ["src/features/todo/store.ts", "#db/generated/client.ts"],
  ["src/platforms/slack/send.ts", "@slack/web-api"],
  ["src/playground/slack/api.ts", "../client.ts"],
  ["src/cli/doctor.ts", "#features/index.ts"],
  ["src/db/client.ts", "@prisma/adapter-pg"],
];

describe("borders", () => {
  it.each(forbidden)("%s may not import %s", (path, specifier) => {
    expect(borderFaults([importing(path, specifier)])).toHaveLength(1);
  });

  it.each(allowed)("%s may import %s", (path, specifier) => {
    expect(borderFaults([importing(path, specifier)])).toEqual([]);
  });

  it("are the same in biome.json", () => {
    const inTypesOnly = (path: string) => path.startsWith("src/chat/") || path.endsWith("/add.ts");
    const seen = forbidden.filter(([path, name]) => !(inTypesOnly(path) && name.startsWith("#db/")));
    expect(biomeFaults([...seen, ...allowed])).toEqual(seen.map(([path]) => path).sort());
  });
});

function importing(path: string, specifier: string): Source {
  return readSource(path, `import { x } from "${specifier}";`);
}

/** Paths of those files that Biome refuses for their import, each file under a name of its own. */
function biomeFaults(cases: readonly (readonly [string, string])[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "genjin-borders-"));
  try {
    const config = { ...JSON.parse(readFileSync("biome.json", "utf8")), vcs: { enabled: false } };
    writeFileSync(join(folder, "biome.json"), JSON.stringify(config));
    for (const [index, [path, specifier]] of cases.entries()) {
      const file = join(folder, path.startsWith("src/app") ? path : path.replace(/\.ts$/, `-${index}.ts`));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `import { x } from "${specifier}";\nexport const y = x;\n`);
    }
    const options = ["lint", "--only=style/noRestrictedImports", "--reporter=json", "--max-diagnostics=none"];
    const { stdout } = spawnSync(resolve("node_modules/.bin/biome"), [...options, "."], { cwd: folder });
    const found = biomeReport.parse(JSON.parse(String(stdout))).diagnostics;
    return found.map(({ location }) => location.path.replace(/-\d+\.ts$/, ".ts")).sort();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const biomeReport = z.object({
  diagnostics: z.array(z.object({ location: z.object({ path: z.string() }) })),
});
