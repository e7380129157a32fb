import { expect, it } from "vitest";
import { importLeadsFile } from "#src/cli/import-leads.ts";
import { testDatabase } from "../support/database.ts";
import { newOffice } from "./support.ts";

const database = await testDatabase();

/** Databases are often made with the order of a language. In ICU's, `;` stands before `:`. */
const { rows } = await database.pool.query(`SELECT FROM pg_collation WHERE collname = 'zh-x-icu'`);
const hasLanguages = rows.length === 1;
if (hasLanguages) {
  await database.pool.query(`DO $$ DECLARE c record; BEGIN
    FOR c IN SELECT table_name, column_name FROM information_schema.columns
      WHERE table_schema = 'public' AND data_type = 'text' AND table_name NOT LIKE '%migration%' LOOP
      EXECUTE format('ALTER TABLE %I ALTER COLUMN %I TYPE text COLLATE "zh-x-icu"', c.table_name, c.column_name);
    END LOOP; END $$`);
}

const list = Buffer.from(
  [
    "公司,需求紧迫度,预算,决策影响力",
    ...[1, 2, 3].map((index) => `公司${index}号,明确,充足,已接触决策人`),
  ].join("\n"),
);

// What a file had made was looked for between `key:` and `key;`, which is nothing in such a database: its leads were never
// graded, and the same file was "new" again.
it.skipIf(!hasLanguages)(
  "a list is graded, and known again, where texts have the order of a language",
  async () => {
    const office = await newOffice(database);
    const manager = await office.colleague({ roles: ["manager"] });
    await office.colleague({ roles: ["admin"], managerId: manager.personId });
    const { workspaceId, clock } = office;
    const load = (dryRun: boolean) =>
      importLeadsFile(database, {
        ...{ dryRun, workspaceId, bytes: list },
        withDuplicates: false,
        now: clock.now,
      });
    expect(await load(false)).toMatchObject({ created: 3, unchanged: 0 });
    await office.moveTo("2026-09-14 10:01");
    expect(await office.db.lead.count({ where: { status: "grading" } })).toBe(3);
    expect(await load(true)).toMatchObject({ created: 0, unchanged: 3, problems: [] });
    expect(await load(false)).toMatchObject({ created: 0, unchanged: 3 });
  },
);
