import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

/** Prisma's schema engine and the one connection it works through. */
export type SchemaEngine = { engine: bindings.SchemaEngine; close(): Promise<void> };

/**
 * Opens Prisma's schema engine in its WebAssembly build, which is in npm; the CLI's own would be downloaded.
 * It reads and writes `_prisma_migrations` as the CLI does, so either can continue what the other began.
 * `schemaFiles` are pairs of path and text.
 */
export async function openSchemaEngine(url: string, schemaFiles: [string, string][]): Promise<SchemaEngine> {
  engineLoaded ??= loadEngine();
  await engineLoaded;
  const pool = connectionTo(url);
  const adapter = bindMigrationAwareSqlAdapterFactory(adapterFactory(url, pool));
  const engine = await bindings.SchemaEngine.new({ datamodels: schemaFiles }, () => undefined, adapter);
  return {
    engine,
    close: async () => {
      engine.free();
      await pool.end();
    },
  };
}

let engineLoaded: Promise<void> | undefined;

async function loadEngine(): Promise<void> {
  const bindingsPath = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const wasm = await WebAssembly.compile(
    await readFile(join(dirname(bindingsPath), "schema_engine_bg.wasm")),
  );
  const instance = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": imports() });
  if (!("PRISMA_WASM_PANIC_REGISTRY" in globalThis)) {
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics });
  }
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports["__wbindgen_start"];
  if (typeof start !== "function") throw new Error("the schema engine's WebAssembly has no start function");
  start();
}

/** The engine never clears the 10 s limit on its lock, which would keep a finished process from ending. */
function imports(): Record<string, CallableFunction> {
  const passing = (callback: () => void, delayMs: number) => setTimeout(callback, delayMs).unref();
  const found: Record<string, CallableFunction> = {};
  for (const [name, value] of Object.entries<unknown>(bindings)) {
    if (isFunction(value)) found[name] = name.startsWith("__wbg_setTimeout_") ? passing : value;
  }
  return found;
}

function isFunction(value: unknown): value is CallableFunction {
  return typeof value === "function";
}

/** The engine puts here what it says before it gives up. */
const panics = {
  set_message(message: string): never {
    throw new Error(`Prisma's schema engine gave up: ${message}`);
  },
};

/** Prisma's own factory would make the shadow database the real one where the configuration is a URL. */
function adapterFactory(url: string, pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => adapterOn(pool),
    connectToShadowDb: async () => {
      const name = `genjin_shadow_${randomUUID().replaceAll("-", "")}`;
      await pool.query(`CREATE DATABASE "${name}" TEMPLATE template0`);
      const shadowPool = connectionTo(withDatabase(url, name));
      return Object.assign(await adapterOn(shadowPool), {
        dispose: async () => {
          await shadowPool.end();
          await pool.query(`DROP DATABASE "${name}"`);
        },
      });
    },
  };
}

/**
 * Prisma's adapter with two repairs. It splits scripts at every semicolon, which breaks comments and function
 * bodies: here PostgreSQL reads the whole script, in one transaction, as under the CLI. And it refuses the type
 * "char", in which the catalog keeps its one-letter codes; the engine reads those as characters.
 */
async function adapterOn(pool: pg.Pool): Promise<SqlDriverAdapter> {
  const { CHAR, TEXT } = pg.types.builtins;
  const runScript = pool.query.bind(pool);
  let characterColumns: number[] = [];
  const query = async (config: pg.QueryArrayConfig) => {
    const result = await runScript(config);
    characterColumns = result.fields.flatMap((field, index) => (field.dataTypeID === CHAR ? [index] : []));
    for (const index of characterColumns) Object.assign(result.fields[index] ?? {}, { dataTypeID: TEXT });
    return result;
  };
  const adapter = await new PrismaPg(Object.assign(pool, { query })).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  return Object.assign(adapter, {
    queryRaw: async (sql: SqlQuery) => {
      const result = await queryRaw(sql);
      for (const index of characterColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    },
    executeScript: async (script: string) => {
      await runScript(script).catch(rethrowForEngine);
    },
  });
}

/** An error in the form that the engine reports in words; from some codes it would make worse ones of its own. */
function rethrowForEngine(error: unknown): never {
  if (!(error instanceof pg.DatabaseError)) throw error;
  const { severity = "ERROR", message, detail, column, hint } = error;
  throw new DriverAdapterError({ kind: "postgres", code: "", severity, message, detail, column, hint });
}

/** One connection, so that what the engine sets or locks in its session holds for its next statement. */
function connectionTo(url: string): pg.Pool {
  return new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 10_000 });
}

/** The same server and rights, another database. */
export function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(name)}`;
  return other.href;
}
