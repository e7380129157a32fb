import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import type { Answer } from "./answer.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

/** Vite puts a hash of the content into these names. */
const hashed = /^\/assets\/.*-[\w-]{8,}\.\w+$/;

/**
 * A built page by path, read whole: what is not among it does not exist, wherever a path points, and a page that is
 * built anew meanwhile does no harm.
 */
export async function readPage(directory: string): Promise<ReadonlyMap<string, Answer>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith("."));
  const answers = await Promise.all(
    files.map(async (entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = `/${relative(directory, file).replaceAll(sep, "/")}`;
      const answer: Answer = {
        status: 200,
        type: types[extname(file)] ?? "application/octet-stream",
        ...(hashed.test(path) && { cache: "public, max-age=31536000, immutable" }),
        body: await readFile(file),
      };
      return [path === "/index.html" ? "/" : path, answer] as const;
    }),
  );
  return new Map(answers);
}
