import { describe, expect, test } from "vitest";
import { recordAudit } from "#directory/audit.ts";
import { admins, findPeopleByName, peopleBelow, personOfAccount } from "#directory/people.ts";
import { allTeams, ensureTeam, teamPath } from "#directory/teams.ts";
import { testDatabase } from "#test/support/database.ts";
import { newPerson, newWorkspace } from "./support.ts";

const database = await testDatabase();

describe("a team", () => {
  test("is made with the teams above it, once", async () => {
    const workspace = await newWorkspace(database);
    const first = await ensureTeam(workspace, teamPath("华东 / 上海"));
    const second = await ensureTeam(workspace, teamPath("华东/上海"));
    expect(second).toBe(first);
    const teams = await allTeams(workspace);
    const east = teams.find(({ name }) => name === "华东");
    expect(teams.find(({ name }) => name === "上海")?.parentId).toBe(east?.id);
    expect(teams).toHaveLength(2);
  });

  test("keeps its place when only its name is said, and moves when another is", async () => {
    const workspace = await newWorkspace(database);
    await ensureTeam(workspace, ["华东", "上海"]);
    await ensureTeam(workspace, ["上海"]);
    const parentOf = async (name: string) => {
      const teams = await allTeams(workspace);
      const parentId = teams.find((team) => team.name === name)?.parentId;
      return teams.find((team) => team.id === parentId)?.name;
    };
    expect(await parentOf("上海")).toBe("华东");
    await ensureTeam(workspace, ["华南", "上海"]);
    expect(await parentOf("上海")).toBe("华南");
  });

  test("never stands below itself", async () => {
    const workspace = await newWorkspace(database);
    await ensureTeam(workspace, ["甲", "乙"]);
    await ensureTeam(workspace, ["乙", "甲"]);
    await ensureTeam(workspace, ["甲", "甲"]);
    const teams = await allTeams(workspace);
    expect(teams.find(({ name }) => name === "甲")?.parentId).toBeNull();
  });

  test("is none for an empty path", async () => {
    const workspace = await newWorkspace(database);
    expect(await ensureTeam(workspace, teamPath(" / "))).toBeUndefined();
  });
});

test("the admins are the active people with the role", async () => {
  const workspace = await newWorkspace(database);
  const admin = await newPerson(workspace, { name: "甲", roles: ["rep", "admin"] });
  await newPerson(workspace, { roles: ["admin"], status: "left" });
  await newPerson(workspace, { roles: ["director"] });
  await newPerson(await newWorkspace(database), { roles: ["admin"] });
  expect(await admins(workspace)).toEqual([{ id: admin.personId, name: "甲" }]);
});

test("people are found by name whatever its case and spaces; namesakes are all found", async () => {
  const workspace = await newWorkspace(database);
  const one = await newPerson(workspace, { name: "Jane Doe" });
  const two = await newPerson(workspace, { name: "jane  doe" });
  await newPerson(workspace, { name: "Jane Doe", status: "left" });
  const found = await findPeopleByName(workspace, "JANE DOE");
  expect(found.map(({ id }) => id)).toEqual([one.personId, two.personId].sort());
  expect(await findPeopleByName(workspace, "Jane")).toEqual([]);
  expect(await findPeopleByName(workspace, " ")).toEqual([]);
});

test("the people below a manager are the reports and the teams below", async () => {
  const workspace = await newWorkspace(database);
  const [top = "", sub = ""] = [
    await ensureTeam(workspace, ["甲"]),
    await ensureTeam(workspace, ["甲", "乙"]),
  ];
  const manager = await newPerson(workspace, { roles: ["manager"], teamId: top });
  const member = await newPerson(workspace, { teamId: sub });
  const report = await newPerson(workspace, { managerId: manager.personId });
  await newPerson(workspace);
  expect(await peopleBelow(workspace, manager)).toEqual(new Set([member.personId, report.personId]));
});

test("a person is found by account, and not by the account of another workspace", async () => {
  const workspace = await newWorkspace(database);
  const { personId } = await newPerson(workspace, { name: "甲", slack: "U1" });
  const account = { platform: "slack", userId: "U1" } as const;
  expect(await personOfAccount(workspace, account)).toEqual({ id: personId, name: "甲", status: "active" });
  expect(await personOfAccount(await newWorkspace(database), account)).toBeUndefined();
});

test("an audit entry is kept with who, what and when", async () => {
  const workspace = await newWorkspace(database);
  const { personId } = await newPerson(workspace);
  const at = new Date("2026-11-23T02:00:00Z");
  await recordAudit(workspace, { action: "customer.edited", at, personId, details: { changed: ["name"] } });
  expect(await workspace.db.auditEntry.findMany()).toMatchObject([
    { action: "customer.edited", at, personId, subjectId: null, details: { changed: ["name"] } },
  ]);
});
