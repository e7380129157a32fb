import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the schema and the migrations stand; tests bring their own. */
export type MigrationFolders = { schemaDir: string; migrationsDir: string };

export const projectFolders: MigrationFolders = {
  schemaDir: fileURLToPath(new URL("../../prisma/schema", import.meta.url)),
  migrationsDir: fileURLToPath(new URL("../../prisma/migrations", import.meta.url)),
};

/** The schema's files as pairs of path and text, by name. */
export async function readSchemaFiles(schemaDir: string): Promise<[string, string][]> {
  const names = (await readdir(schemaDir)).filter((name) => name.endsWith(".prisma")).sort();
  return Promise.all(
    names.map(async (name): Promise<[string, string]> => {
      const path = join(schemaDir, name);
      return [path, await readFile(path, "utf8")];
    }),
  );
}

/** The names of the migrations' folders, in the order in which they apply. */
export async function migrationNames(migrationsDir: string): Promise<string[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The migrations in the form that Prisma's schema engine reads. */
export async function readMigrations(migrationsDir: string) {
  const names = await migrationNames(migrationsDir);
  return {
    baseDir: migrationsDir,
    lockfile: {
      path: "migration_lock.toml",
      content: await readFile(join(migrationsDir, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.map(async (path) => ({
        path,
        migrationFile: {
          path: "migration.sql",
          content: {
            tag: "ok" as const,
            value: await readFile(join(migrationsDir, path, "migration.sql"), "utf8"),
          },
        },
      })),
    ),
  };
}

/** Writes `<UTC time>_<name>/migration.sql` and returns its path. */
export async function writeMigration(migrationsDir: string, name: string, sql: string): Promise<string> {
  if (!/^[a-z0-9_]+$/.test(name)) {
    throw new Error(`a migration is named with lower-case letters, digits and "_", not "${name}"`);
  }
  const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(migrationsDir, `${time}_${name}`);
  await mkdir(folder);
  const path = join(folder, "migration.sql");
  await writeFile(path, sql);
  return path;
}
