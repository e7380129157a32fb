import { describe, expect, test } from "vitest";
import { identify } from "#directory/identify.ts";
import { markUninstalled } from "#directory/installations.ts";
import { accountFor, actorById } from "#directory/people.ts";
import { testDatabase } from "#test/support/database.ts";
import { countingQueries, newPerson, newWorkspace } from "./support.ts";

const database = await testDatabase();

describe("identify", () => {
  test("finds workspace and person of an account on either platform", async () => {
    const workspace = await newWorkspace(database);
    const person = await newPerson(workspace, {
      name: "李雷",
      roles: ["rep", "admin"],
      slack: "U1",
      feishu: "ou_1",
    });
    for (const [platform, userId] of [["slack", "U1"] as const, ["feishu", "ou_1"] as const]) {
      const found = await identify(database, { platform, tenant: workspace.tenants[platform], userId });
      expect(found).toEqual({ workspaceId: workspace.workspaceId, locale: "zh", actor: person });
    }
    expect(person.roles).toEqual(["rep", "admin"]);
  });

  test("knows the workspace of an account that is nobody's, and nothing of an unknown or removed tenant", async () => {
    const workspace = await newWorkspace(database);
    const slack = { platform: "slack", tenant: workspace.tenants.slack, userId: "U1" } as const;
    expect(await identify(database, slack)).toEqual({ workspaceId: workspace.workspaceId, locale: "zh" });
    expect(await identify(database, { ...slack, tenant: "T-unknown" })).toBeUndefined();
    await markUninstalled(database, slack, new Date());
    expect(await identify(database, slack)).toBeUndefined();
  });

  test("does not take an account of another workspace for its namesake", async () => {
    const [one, other] = [await newWorkspace(database), await newWorkspace(database)];
    await newPerson(one, { slack: "U1" });
    const found = await identify(database, { platform: "slack", tenant: other.tenants.slack, userId: "U1" });
    expect(found).toEqual({ workspaceId: other.workspaceId, locale: "zh" });
  });

  test("asks the database once for fifty events that arrive together", async () => {
    const workspace = await newWorkspace(database);
    const people = await Promise.all(
      Array.from({ length: 50 }, (_, index) => newPerson(workspace, { slack: `U${index}` })),
    );
    const { result, queries } = await countingQueries(database, () =>
      Promise.all(
        people.map((_, index) =>
          identify(database, { platform: "slack", tenant: workspace.tenants.slack, userId: `U${index}` }),
        ),
      ),
    );
    expect(queries).toBe(1);
    expect(result.map((found) => found?.actor?.personId)).toEqual(people.map((person) => person.personId));
  });
});

describe("the account used last", () => {
  test("moves with the person from one platform to the other, and remembers the direct conversation", async () => {
    const workspace = await newWorkspace(database);
    const { workspaceId, tenants } = workspace;
    const { personId } = await newPerson(workspace, { slack: "U1", feishu: "ou_1" });
    const direct = { id: "oc_1", kind: "direct" } as const;
    await identify(database, {
      platform: "feishu",
      tenant: tenants.feishu,
      userId: "ou_1",
      conversation: direct,
    });
    await expect
      .poll(() => accountFor(database, workspaceId, personId))
      .toEqual({ platform: "feishu", tenant: tenants.feishu, userId: "ou_1", conversation: "oc_1" });
    await identify(database, { platform: "slack", tenant: tenants.slack, userId: "U1" });
    await expect
      .poll(() => accountFor(database, workspaceId, personId))
      .toEqual({ platform: "slack", tenant: tenants.slack, userId: "U1" });
  });

  test("is written at most once an hour", async () => {
    const workspace = await newWorkspace(database);
    await newPerson(workspace, { slack: "U1" });
    const origin = { platform: "slack", tenant: workspace.tenants.slack, userId: "U1" } as const;
    const fresh = await countingQueries(database, () => identify(database, origin));
    expect(fresh.queries).toBe(1);
    await database.prisma.identity.updateMany({
      where: { workspaceId: workspace.workspaceId },
      data: { seenAt: new Date(Date.now() - 61 * 60_000) },
    });
    const stale = await countingQueries(database, () => identify(database, origin));
    expect(stale.queries).toBe(2);
  });

  test("is none for someone who never wrote, and not one of a removed app", async () => {
    const workspace = await newWorkspace(database);
    const silent = await newPerson(workspace);
    const left = await newPerson(workspace, { slack: "U2" });
    await markUninstalled(database, { platform: "slack", tenant: workspace.tenants.slack }, new Date());
    expect(await accountFor(database, workspace.workspaceId, silent.personId)).toBeUndefined();
    expect(await accountFor(database, workspace.workspaceId, left.personId)).toBeUndefined();
  });
});

test("a person of another workspace is nobody", async () => {
  const [one, other] = [await newWorkspace(database), await newWorkspace(database)];
  const { personId } = await newPerson(one);
  expect(await actorById(database, other.workspaceId, personId)).toBeUndefined();
});
