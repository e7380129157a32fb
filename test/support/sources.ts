import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import manifest from "../../package.json" with { type: "json" };

export type Import = {
  /** As written: `#chat/card.ts`, `./texts.ts`, `zod`. */
  readonly specifier: string;
  /** The file of this project that it names; `undefined` for packages. */
  readonly file: string | undefined;
  readonly isTypeOnly: boolean;
};

export type Source = {
  /** From the project's root, with forward slashes. */
  readonly path: string;
  /** Whole-line comments are blank lines; what follows code on its line is kept. */
  readonly code: string;
  readonly imports: readonly Import[];
};

/** Every TypeScript file of these folders but what Prisma generates. */
export function sourcePaths(...folders: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
    )
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith("src/db/generated/"))
    .sort();
}

export function readSources(...folders: readonly string[]): readonly Source[] {
  return sourcePaths(...folders).map((path) => readSource(path, readFileSync(path, "utf8")));
}

/** @throws when something looks like an import and cannot be read: what is not seen is not judged. */
export function readSource(path: string, text: string): Source {
  const code = text.replace(/^[ \t]*(?:\/\/.*|\/\*[\s\S]*?\*\/)/gm, blankLines);
  const found = [...code.matchAll(statementImport), ...code.matchAll(callImport)];
  const expected =
    code.match(/^(?:import|export)\b(?=[^;=("]*?\sfrom\s*"|\s*")|\bimport\(|\brequire\(/gm)?.length ?? 0;
  if (found.length !== expected) {
    throw new Error(`${path}: ${expected} imports, of which ${found.length} can be read`);
  }
  const imports = found.map(([whole, specifier = ""]) => ({
    specifier,
    file: fileOf(path, specifier),
    isTypeOnly: /^(?:import|export) type\b/.test(whole),
  }));
  return { path, code, imports };
}

const statementImport = /^(?:import|export)\b(?:[^;=("]*?\sfrom)?\s*"([^"]+)"/gm;
/** Also `typeof import("x")` in types. */
const callImport = /\bimport\(\s*"([^"]+)"/g;

function blankLines(comment: string): string {
  return comment.replace(/[^\n]/g, "");
}

function fileOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) return normalize(join(dirname(from), specifier));
  if (!specifier.startsWith("#")) return undefined;
  for (const [pattern, target] of Object.entries(manifest.imports)) {
    const prefix = pattern.slice(0, -1);
    if (specifier.startsWith(prefix)) return normalize(target.replace("*", specifier.slice(prefix.length)));
  }
  throw new Error(`${from}: ${specifier} is not among the imports of package.json`);
}

export type Statement = {
  /** The outermost declaration that holds it. */
  readonly declaration: string;
  /** With the templates inside of it. */
  readonly sql: string;
};

/** The SQL that a file writes itself: templates and strings that begin or go on like a statement. */
export function statementsOf({ path, code }: Source): readonly Statement[] {
  if (!/\$(?:queryRaw|executeRaw)|\.query[<(]|Prisma\.sql/.test(code)) return [];
  const texts = [...templates(path, code), ...[...code.matchAll(/"(?:\\.|[^"\\\n])*"/g)].map(spanOf)];
  return texts
    .filter(({ text }) => sqlWord.test(text))
    .map(({ text, start }) => ({ declaration: declarationAt(code, start), sql: text }));
}

const sqlWord = /\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|TRUNCATE)\b/;

type Span = { readonly text: string; readonly start: number };

function spanOf(match: RegExpExecArray): Span {
  return { text: match[0], start: match.index };
}

/** Outermost templates. A string with a back-tick in it is passed over. */
function templates(path: string, code: string): readonly Span[] {
  const found: Span[] = [];
  const opening = /"(?:\\.|[^"\\\n])*"|`/g;
  for (let match = opening.exec(code); match !== null; match = opening.exec(code)) {
    if (match[0] !== "`") continue;
    const end = endOfTemplate(code, match.index + 1);
    if (end === undefined) throw new Error(`${path}: a template has no end`);
    found.push({ text: code.slice(match.index, end), start: match.index });
    opening.lastIndex = end;
  }
  return found;
}

/** `start` is behind the opening back-tick, the result behind the closing one. */
function endOfTemplate(code: string, start: number): number | undefined {
  for (let at = start; at < code.length; at++) {
    if (code[at] === "\\") at++;
    else if (code[at] === "`") return at + 1;
    else if (code.startsWith("${", at)) at = endOfHole(code, at + 2) ?? code.length;
  }
  return undefined;
}

/** Index of the brace that closes a `${`. */
function endOfHole(code: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < code.length; at++) {
    if (code[at] === "`") at = (endOfTemplate(code, at + 1) ?? code.length) - 1;
    else if (code[at] === "{") depth++;
    else if (code[at] === "}" && depth-- === 0) return at;
  }
  return undefined;
}

function declarationAt(code: string, index: number): string {
  const before = [...code.slice(0, index).matchAll(declarationStart)].at(-1);
  return before?.[1] ?? "";
}

const declarationStart = /^(?:export )?(?:async )?(?:function\*?|const|class) (\w+)/gm;
