import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { crossWorkspaceSweeps } from "#db/sweeps.ts";
import { borderFaults, filesWithoutBorder } from "./support/borders.ts";
import { readSource, readSources, type Source, sourcePaths, statementsOf } from "./support/sources.ts";

const sources = readSources("src", "cards");
const features = foldersOf("src/features");

describe("the scanner", () => {
  it("has seen the files", () => {
    expect(sources.length).toBeGreaterThan(150);
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(600);
    expect(sources.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        "cards/follow-up/logged.ts",
        "src/app.ts",
        "src/chat/dispatch.ts",
        "src/features/follow-up/store.ts",
        "src/outbox/claim.ts",
        "src/platforms/feishu/render-card.ts",
        "src/platforms/slack/render-card.ts",
      ]),
    );
  });

  it("reads every form of import, and refuses what it cannot read", () => {
    const text = [
      'import { a } from "./a.ts";',
      'import type {\n  B,\n} from "#chat/card.ts";',
      'import "./c.ts";',
      '// import "./comment.ts";',
      'export { d } from "../d.ts";',
      'const e = await import("zod");',
    ];
    expect(readSource("src/x/y.ts", text.join("\n")).imports).toEqual([
      { specifier: "./a.ts", file: "src/x/a.ts", isTypeOnly: false },
      { specifier: "#chat/card.ts", file: "src/chat/card.ts", isTypeOnly: true },
      { specifier: "./c.ts", file: "src/x/c.ts", isTypeOnly: false },
      { specifier: "../d.ts", file: "src/d.ts", isTypeOnly: false },
      { specifier: "zod", file: undefined, isTypeOnly: false },
    ]);
    expect(() => readSource("src/x/y.ts", "await import(name)")).toThrow("can be read");
    expect(() => readSource("src/x/y.ts", 'import { a } from "#nowhere/a.ts";')).toThrow("not among");
  });
});

describe("borders", () => {
  it("are drawn around every file and crossed by none", () => {
    expect(filesWithoutBorder(sources)).toEqual([]);
    expect(borderFaults(sources)).toEqual([]);
  });
});

/** Who reads a clock, and why. The platforms and the database run on real time, whatever business time is. */
const clockReaders: Readonly<Record<string, string>> = {
  "src/app.ts": "hands the one business clock down",
  "src/cli/main.ts": "the same for the command line",
  "src/http/front.ts": "when a request came in",
  "src/platforms/feishu/platform.ts": "age of signatures and tokens",
  "src/platforms/slack/platform.ts": "age of signatures",
  "src/db/embedded.ts": "waits for the server",
  "src/db/embedded-process.ts": "waits for the server",
  "src/db/migration-files.ts": "names a new migration",
  "src/directory/identify.ts": "which account was used last: real time, in one statement",
  "src/outbox/enqueue.ts": "ids made in SQL begin with the time",
};
const environmentReaders: Readonly<Record<string, string>> = {
  "src/config.ts": "the only reader",
  "src/db/generate.ts": "hands it on to a process of its own",
  "src/playground/build-page.ts": "hands it on to a process of its own",
};

describe("time and environment", () => {
  it("are parameters, but for these files", () => {
    expect(pathsOf(business().filter(readsClock))).toEqual(Object.keys(clockReaders).sort());
    const readers = sources.filter(({ code }) => /\bprocess\.env\b/.test(code));
    expect(pathsOf(readers)).toEqual(Object.keys(environmentReaders).sort());
  });

  it.each([
    "new Date()",
    "Date.now()",
    "DateTime.now()",
    "db.$queryRaw`SELECT 1 WHERE at < now()`",
    "CURRENT_DATE",
  ])("%s is seen as a clock", (code) =>
    expect(readsClock(readSource("src/domain/x.ts", `const x = ${code};`))).toBe(true),
  );
});

/** The pretended platforms live in real time, like the real ones. */
function business(): readonly Source[] {
  return sources.filter(({ path }) => !path.startsWith("src/playground/"));
}

function readsClock(source: Source): boolean {
  return (
    /new Date\(\)|\bDate\.now\(|DateTime\.(?:now|local|utc)\(\)/.test(source.code) ||
    /\bcurrent_(?:timestamp|date|time)\b|\b(?:clock|statement|transaction)_timestamp\(/i.test(source.code) ||
    statementsOf(source).some(({ sql }) => /(?<![.\w{])now\(\)/i.test(sql))
  );
}

describe("raw statements", () => {
  it("take a workspace's id, or are listed among the sweeps", () => {
    const crossing = sources
      .filter(({ path }) => !path.startsWith("src/db/"))
      .flatMap((source) =>
        statementsOf(source)
          .filter(isUnscoped)
          .map((one) => nameOf(source, one.declaration)),
      );
    expect([...new Set(crossing)].sort()).toEqual([...crossWorkspaceSweeps].sort());
  });

  it("are seen wherever they stand", () => {
    const code =
      "const a = 1;\nexport async function leak() { return db.$queryRaw`SELECT $" + "{`x`} FROM todo`; }";
    const [found] = statementsOf(readSource("src/features/todo/x.ts", code));
    expect(found).toEqual({ declaration: "leak", sql: "`SELECT $" + "{`x`} FROM todo`" });
  });

  it("are written as templates that keep values apart", () => {
    expect(pathsOf(sources.filter(({ code }) => /\$(?:query|execute)RawUnsafe\(/.test(code)))).toEqual([]);
  });
});

function isUnscoped({ sql }: { readonly sql: string }): boolean {
  return !/\$\{[^}]*\bworkspaceId\b|"workspaceId" uuid|\)\s+AS \w+ \(workspace_id\b|\bworkspace_id = \$1\b/.test(
    sql,
  );
}

function nameOf({ path }: Source, declaration: string): string {
  return `${path.replace("src/", "")}:${declaration}`;
}

describe("four drawers", () => {
  it.each(features)("%s has its cards, its tests and its line in the table of contents", (feature) => {
    expect(foldersOf("cards")).toContain(feature);
    expect(readdirSync("test/features").filter((name) => name.startsWith(feature))).not.toEqual([]);
    expect(readFileSync("src/features/index.ts", "utf8")).toContain(`"./${feature}/index.ts"`);
  });

  it("holds no cards of nothing", () => {
    const others = ["dispatch", "shared"];
    expect(foldersOf("cards").filter((name) => !others.includes(name))).toEqual(features);
  });
});

/** Chinese outside of cards/: what the program reads rather than says, and a platform's own few words. */
const chineseWords: Readonly<Record<string, string>> = {
  "src/chat/sample-texts.ts": "plays people",
  "src/domain/vague.ts": "reads people's words",
  "src/understanding/": "reads people's words",
  "src/playground/": "plays people",
  "src/directory/customer-name-words.ts": "reads companies' names",
  "src/db/client.ts": "asks whether the database sees Chinese",
  "src/platforms/feishu/words.ts": "what the platform says by itself",
  "src/platforms/slack/words.ts": "what the platform says by itself",
};

describe("words", () => {
  it("that a person reads stand in cards/", () => {
    const found = sources
      .filter(({ path }) => path.startsWith("src/") && !path.endsWith("/samples.ts"))
      .filter(({ path }) => !Object.keys(chineseWords).some((place) => path.startsWith(place)))
      .filter(({ code }) =>
        /\p{Script=Han}/u.test(code.replace(commandWords, "").replace(regexLiterals, "")),
      );
    expect(pathsOf(found)).toEqual([]);
  });

  it("outside of cards/ are excused only where there are any", () => {
    for (const place of Object.keys(chineseWords)) {
      const here = sources.filter(({ path }) => path.startsWith(place));
      expect(
        here.some(({ code }) => /\p{Script=Han}/u.test(code)),
        place,
      ).toBe(true);
    }
  });
});

/** The grammar: what people type, in both languages. */
const commandWords = /\bwords: \{ zh: \[[^\]]*\], en: \[[^\]]*\] \}/g;

/** What the program reads. */
const regexLiterals = /(?<=[(=:,[!&|?]\s*)\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/g;

describe("size", () => {
  it("of a file is 250 lines at most, of the process and its root less", () => {
    const most: Readonly<Record<string, number>> = { "src/main.ts": 50, "src/app.ts": 120 };
    const paths = sourcePaths("src", "cards", "test");
    expect(paths.filter((path) => linesOf(path) > (most[path] ?? 250))).toEqual([]);
  });

  it.each(["cards", "src", "src/platforms", "src/playground"])(
    "of the README in %s is 40 lines at most, with a word on why",
    (folder) => {
      const path = `${folder}/README.md`;
      expect(existsSync(path)).toBe(true);
      const text = readFileSync(path, "utf8");
      expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(40);
      expect(text).toMatch(/^## Why/m);
    },
  );
});

function linesOf(path: string): number {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "").length;
}

function foldersOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function pathsOf(found: readonly Source[]): readonly string[] {
  return found.map(({ path }) => path).sort();
}
