import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { generateClient } from "#db/generate.ts";
import { projectFolders } from "#db/migration-files.ts";

const root = await mkdtemp(join(tmpdir(), "genjin-generate-"));
afterAll(() => rm(root, { recursive: true }));
const schemaFile = join(root, "prisma/schema/thing.prisma");
const clientFile = join(root, "src/db/generated/client.ts");

test("makes the client, then nothing until the schema changes", async () => {
  await mkdir(join(root, "prisma/schema"), { recursive: true });
  await cp(join(projectFolders.schemaDir, "base.prisma"), join(root, "prisma/schema/base.prisma"));
  await writeFile(schemaFile, "model Thing {\n  id Int @id\n}\n");
  expect(generateClient(root)).toBe(true);
  expect(await readFile(clientFile, "utf8")).toContain("export type Thing =");

  const begun = performance.now();
  expect(generateClient(root)).toBe(false);
  expect(performance.now() - begun).toBeLessThan(100);

  await writeFile(schemaFile, "model Other {\n  id Int @id\n}\n");
  expect(generateClient(root)).toBe(true);
  expect(await readFile(clientFile, "utf8")).toContain("export type Other =");
  expect(await readdir(join(root, ".tmp"))).toEqual([]);
});

test("keeps the former client and says what is wrong when the schema is", async () => {
  await writeFile(schemaFile, "model Broken {\n  id Nonsense @id\n}\n");
  expect(() => generateClient(root)).toThrow(/"Nonsense" is neither a built-in type/);
  expect(await readFile(clientFile, "utf8")).toContain("export type Other =");
});
