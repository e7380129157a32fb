import { applyMigrations, diffMigrations, writeNextMigration } from "#db/migrate.ts";

export const migrateUsage = `migrate             apply what is not applied yet
migrate --check     do the migrations make what the schema says? exit code 1 and the difference if not
migrate --new NAME  write the next migration from the schema`;

/** The verb `migrate`. `url` is the database; `--check` and `--new` need a user who may create one beside it. Returns the exit code. */
export async function migrate(url: string, args: readonly string[]): Promise<number> {
  const [option, name, ...rest] = args;
  if (option === undefined) return apply(url);
  if (option === "--check" && name === undefined) return check(url);
  if (option === "--new" && name !== undefined && rest.length === 0) return writeNew(url, name);
  console.error(migrateUsage);
  return 2;
}

async function apply(url: string): Promise<number> {
  const names = await applyMigrations(url);
  console.log(names.length === 0 ? "nothing to apply" : `applied ${names.join(", ")}`);
  return 0;
}

async function check(url: string): Promise<number> {
  const sql = await diffMigrations(url);
  if (sql === "") {
    console.log("migrations and schema agree");
    return 0;
  }
  console.error(`the migrations lack this:\n\n${sql}`);
  return 1;
}

async function writeNew(url: string, name: string): Promise<number> {
  const path = await writeNextMigration(url, name);
  console.log(
    path === undefined
      ? "migrations and schema agree: nothing written"
      : `wrote ${path}; read it before it runs`,
  );
  return 0;
}
