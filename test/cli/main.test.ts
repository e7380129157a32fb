import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { testDatabase } from "#test/support/database.ts";
import { programFile } from "#test/support/run.ts";

// A process that starts on a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 });

const database = await testDatabase();
const built = [await programFile("genjin")];
const sources = [
  "--import",
  import.meta.resolve("tsx"),
  fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url)),
];
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "genjin-cli-"));
  const workspace = { id: uuid(), name: "Acme", defaultTz: "Asia/Shanghai", defaultLocale: "zh" };
  await database.prisma.workspace.create({ data: workspace });
});
afterAll(() => rm(directory, { recursive: true }));

/** `npm run genjin -- ...` in a directory without a `.env`. */
async function genjin(args: readonly string[], input = "", program = built) {
  const child = spawn(process.execPath, [...program, ...args], {
    cwd: directory,
    env: { PATH: process.env["PATH"] ?? "", DATABASE_URL: database.url },
  });
  child.stdin.end(input);
  const [out, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  return { out, errors, code };
}

describe("what is not a command", () => {
  test.each([
    [[], "doctor"],
    [["export", "people", "x.csv"], "only leads can be exported so far"],
    [["export", "leads", "x.txt"], "ends with .xlsx or .csv"],
    [["import", "cars", "x.csv"], "only people, customers and leads can be imported so far"],
    [["import", "people", "x.csv", "--by", "a@b.cn"], "are for leads"],
    [["import", "people", "a.csv", "b.csv"], "name one file"],
    [["parse", "--model"], "--model"],
    [["migrate", "--everything"], "migrate --check"],
  ])("%j ends with 2 and says what there is", async (args, expected) => {
    const { out, errors, code } = await genjin(args);
    expect(errors).toContain(expected);
    expect(errors).toMatch(/migrate --new NAME/);
    expect({ out, code }).toEqual({ out: "", code: 2 });
  });
});

test("parse and deadline answer each line, in order, and nothing else on standard output", async () => {
  const note = { text: "今天电话王总", now: "2026-05-06T10:00:00+08:00", tz: "Asia/Shanghai" };
  const parsed = await genjin(["parse"], `${JSON.stringify(note)}\nnot json\n`);
  const [first, second, end] = parsed.out.split("\n");
  expect(JSON.parse(first ?? "")).toMatchObject({ items: [{ method: "phone" }] });
  expect(JSON.parse(second ?? "")).toEqual({ error: expect.stringContaining("not JSON") });
  expect({ end, code: parsed.code, errors: parsed.errors }).toEqual({ end: "", code: 0, errors: "" });
  const rule = { start: "2026-05-06", tz: "Asia/Shanghai", rule: { hours: 48 }, calendar: "CN" };
  const due = await genjin(["deadline"], JSON.stringify(rule));
  expect(JSON.parse(due.out)).toMatchObject({ certain: true });
});

test("import people keeps the good rows, tells the bad ones by line, and a dry run writes nothing", async () => {
  const file = join(directory, "people.csv");
  await writeFile(file, "姓名,邮箱,角色\n王芳,wang@acme.example,销售专员\n李强,not-an-address,主管\n");
  const dry = await genjin(["import", "people", file, "--dry-run"]);
  expect(dry.out).toContain("1 created, 0 updated, 0 unchanged, 1 left out (dry run: nothing was written)");
  expect(await database.prisma.person.count()).toBe(0);
  const { out, code } = await genjin(["import", "people", file]);
  expect(out).toMatch(/^line 3: .*e-mail/m);
  expect(out).toContain("1 created");
  expect(code).toBe(1);
  expect(await database.prisma.person.findMany()).toMatchObject([{ email: "wang@acme.example" }]);
});

test("import leads and export leads go there and back", async () => {
  const { id: workspaceId } = await database.prisma.workspace.findFirstOrThrow();
  const admin = { workspaceId, id: uuid(), name: "Admin", email: "admin@acme.example" };
  const settings = { locale: "zh", tz: "Asia/Shanghai", status: "active" } as const;
  await database.prisma.person.create({ data: { ...admin, ...settings, roles: ["admin"] } });
  const [file, exported] = [join(directory, "leads.csv"), join(directory, "all.csv")];
  await writeFile(file, "公司,电话,来源,传真\n云深科技,13800001234,LinkedIn,1\n,13800001235,,2\n");
  const dry = await genjin(["import", "leads", file, "--dry-run"]);
  expect(dry.out).toContain("1 created, 0 unchanged, 1 left out (dry run: nothing was written)");
  const { out, code } = await genjin(["import", "leads", file]);
  const [bad, columns, sourceLine, counts, end] = out.split("\n");
  expect([bad, columns]).toEqual(["line 3: no company name", "columns left out: 传真"]);
  expect(sourceLine).toBe("new sources, taken as written: LinkedIn");
  expect([counts, end]).toEqual(["1 created, 0 unchanged, 1 left out", ""]);
  expect(code).toBe(1);
  const written = await genjin(["export", "leads", exported]);
  expect(written).toEqual({ out: `1 leads exported to ${exported}\n`, errors: "", code: 0 });
  expect(await readFile(exported, "utf8")).toContain("云深科技");
});

test("says the same from its sources, as npm runs it, as built for these tests", async () => {
  const fromSources = await genjin(["parse", "--model"], "", sources);
  expect(fromSources.code).toBe(2);
  expect(fromSources).toEqual(await genjin(["parse", "--model"]));
});

test("a workspace that is not there is an error in one line, which names those that are", async () => {
  const { id, name } = await database.prisma.workspace.findFirstOrThrow();
  const file = join(directory, "none.csv");
  await writeFile(file, "公司\n甲公司\n");
  for (const other of ["nonsense", uuid()]) {
    const expected = `There is no workspace ${other}. There is: ${id} (${name}).\n`;
    for (const command of [
      ["import", "leads", file, "--dry-run"],
      ["export", "leads", join(directory, "x.csv")],
    ]) {
      const { errors, code } = await genjin([...command, "--workspace", other]);
      expect({ errors, code }).toEqual({ errors: expected, code: 1 });
    }
  }
});

test("a file that is not there is an error in one line", async () => {
  const { errors, code } = await genjin(["import", "people", "nowhere.csv"]);
  expect(errors).toMatch(/^ENOENT.*nowhere\.csv'\n$/);
  expect(code).toBe(1);
});

test("migrate has nothing to do on a migrated database", async () => {
  expect(await genjin(["migrate"])).toEqual({ out: "nothing to apply\n", errors: "", code: 0 });
});
