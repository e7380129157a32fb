import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildPage } from "#playground/build-page.ts";

let web: string;
beforeAll(async () => {
  web = await mkdtemp(join(tmpdir(), "genjin-web-"));
  await mkdir(join(web, "parts"));
  await writeFile(join(web, "index.html"), '<!doctype html><script type="module" src="./main.ts"></script>');
  await writeFile(
    join(web, "main.ts"),
    'import { words } from "./parts/words.ts";\ndocument.title = words;\n',
  );
  await writeFile(join(web, "parts/words.ts"), 'export const words: string = "first words";\n');
});
afterAll(() => rm(web, { recursive: true }));

async function script(dist: string): Promise<string> {
  const [name = ""] = (await readdir(join(dist, "assets"))).filter((file) => file.endsWith(".js"));
  return readFile(join(dist, "assets", name), "utf8");
}

test("builds what is new, leaves what is built alone, and keeps the former page when the new one is wrong", async () => {
  let built = 0;
  const build = () => buildPage({ web, building: () => (built += 1) });
  const dist = await build();
  expect(dist).toBe(join(web, "dist"));
  expect(await script(dist)).toContain("first words");
  expect(await readFile(join(dist, "index.html"), "utf8")).toContain('src="./assets/');
  await build();
  expect(built).toBe(1);
  await writeFile(join(web, "parts/words.ts"), 'export const words: string = "second words";\n');
  expect(await script(await build())).toContain("second words");
  await writeFile(join(web, "parts/words.ts"), "export const words = ;\n");
  await expect(build()).rejects.toThrow(/could not be built[\s\S]*words\.ts/);
  expect(await script(dist)).toContain("second words");
  expect(built).toBe(3);
});
