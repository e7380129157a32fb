import { expect, it, vi } from "vitest";
import { killPoints } from "#outbox/kill-points.ts";
import { testDatabase } from "#test/support/database.ts";
import { refusals } from "#test/support/stage-watch.ts";
import { openCompany } from "./company.ts";
import { tellForms, tellPresses } from "./tell-at-once.ts";
import { tellMessages } from "./tell-messages.ts";
import { tellReminders, tellWindow } from "./tell-reminders.ts";

vi.setConfig({ testTimeout: 90_000 });
const company = await openCompany({ database: await testDatabase(), platforms: ["feishu"] });

tellMessages(company, "feishu");
tellReminders(company, "feishu");
tellWindow(company, "feishu");
tellPresses(company, "feishu");
tellForms(company, "feishu");

it("every named point was tried, and the platform refused nothing meanwhile", () => {
  expect([...company.tried].sort()).toEqual(
    [...killPoints].filter((point) => point !== "answer.acknowledged").sort(),
  );
  expect(refusals(company.log())).toEqual([]);
});
