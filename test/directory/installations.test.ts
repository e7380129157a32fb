import { v7 as uuid } from "uuid";
import { describe, expect, test } from "vitest";
import { botUserOf, ensureEnvironmentWorkspace, markUninstalled, tokenOf } from "#directory/installations.ts";
import { testDatabase } from "#test/support/database.ts";

const database = await testDatabase();
const secret = "s".repeat(32);
const base = { name: "云深", defaultTz: "Asia/Shanghai", defaultLocale: "zh", secret } as const;
const slack = { platform: "slack", tenant: "T1", botUserId: "UB", token: "xoxb-1" } as const;
const feishu = { platform: "feishu", tenant: "cli_1" } as const;

describe("the workspace of the environment", () => {
  test("is the same for a platform that could be reached only later", async () => {
    const first = await ensureEnvironmentWorkspace(database, {
      ...base,
      installations: [{ ...slack, tenant: "T0" }],
    });
    const later = await ensureEnvironmentWorkspace(database, {
      ...base,
      installations: [{ ...feishu, tenant: "cli_0" }],
    });
    expect(later).toBe(first);
  });

  test("is one for both platforms, however often and at once the program starts", async () => {
    const environment = { ...base, installations: [slack, feishu] };
    const ids = await Promise.all([1, 2, 3].map(() => ensureEnvironmentWorkspace(database, environment)));
    expect(new Set(ids).size).toBe(1);
    expect(
      await database.prisma.installation.count({
        where: { workspaceId: ids[0] ?? "", externalId: { in: ["T1", "cli_1"] } },
      }),
    ).toBe(2);
  });

  test("keeps its people when a platform is added later, and takes the new token", async () => {
    const first = await ensureEnvironmentWorkspace(database, {
      ...base,
      installations: [{ ...slack, tenant: "T2" }],
    });
    const second = await ensureEnvironmentWorkspace(database, {
      ...base,
      installations: [
        { ...slack, tenant: "T2", token: "xoxb-2" },
        { platform: "feishu", tenant: "cli_2" },
      ],
    });
    expect(second).toBe(first);
    expect(await tokenOf(database, secret, { platform: "slack", tenant: "T2" })).toBe("xoxb-2");
  });

  test("refuses credentials that belong to two workspaces", async () => {
    await database.prisma.workspace.create({
      data: { id: uuid(), name: "another", defaultTz: "Asia/Shanghai", defaultLocale: "zh" },
    });
    await ensureEnvironmentWorkspace(database, { ...base, installations: [{ ...slack, tenant: "T3" }] });
    await ensureEnvironmentWorkspace(database, { ...base, installations: [{ ...feishu, tenant: "cli_3" }] });
    const both = [
      { ...slack, tenant: "T3" },
      { ...feishu, tenant: "cli_3" },
    ];
    await expect(ensureEnvironmentWorkspace(database, { ...base, installations: both })).rejects.toThrow(
      /different workspaces/,
    );
  });
});

test("the bot's account is that of the installation, and unknown where nothing is installed", async () => {
  await ensureEnvironmentWorkspace(database, { ...base, installations: [{ ...slack, tenant: "T6" }] });
  expect(await botUserOf(database, { platform: "slack", tenant: "T6" })).toBe("UB");
  expect(await botUserOf(database, { platform: "feishu", tenant: "T6" })).toBeUndefined();
});

describe("a bot token", () => {
  test("is not readable in the database, and opens with the secret alone", async () => {
    await ensureEnvironmentWorkspace(database, { ...base, installations: [{ ...slack, tenant: "T4" }] });
    const rows = await database.pool.query("SELECT token_cipher FROM installation WHERE external_id = 'T4'");
    expect(JSON.stringify(rows.rows)).not.toContain("xoxb");
    expect(await tokenOf(database, secret, { platform: "slack", tenant: "T4" })).toBe("xoxb-1");
    await expect(tokenOf(database, "o".repeat(32), { platform: "slack", tenant: "T4" })).rejects.toThrow(
      /GENJIN_SECRET/,
    );
  });

  test("is forgotten when the app is removed", async () => {
    await ensureEnvironmentWorkspace(database, { ...base, installations: [{ ...slack, tenant: "T5" }] });
    await markUninstalled(database, { platform: "slack", tenant: "T5" }, new Date());
    expect(await tokenOf(database, secret, { platform: "slack", tenant: "T5" })).toBeUndefined();
    const row = await database.prisma.installation.findUniqueOrThrow({
      where: { platform_externalId: { platform: "slack", externalId: "T5" } },
    });
    expect(row.tokenCipher).toBeNull();
  });
});
