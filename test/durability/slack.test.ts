import { expect, it, vi } from "vitest";
import { killPoints } from "#outbox/kill-points.ts";
import { testDatabase } from "#test/support/database.ts";
import { refusals } from "#test/support/stage-watch.ts";
import { openCompany } from "./company.ts";
import { tellCommands, tellForms, tellPresses } from "./tell-at-once.ts";
import { tellMessages } from "./tell-messages.ts";
import { tellReminders, tellWindow } from "./tell-reminders.ts";

vi.setConfig({ testTimeout: 90_000 });
const company = await openCompany({ database: await testDatabase(), platforms: ["slack"] });

tellMessages(company, "slack");
tellReminders(company, "slack");
tellWindow(company, "slack");
tellCommands(company);
tellPresses(company, "slack");
tellForms(company, "slack");

it("every named point was tried, and the platform refused nothing meanwhile", () => {
  expect([...company.tried].sort()).toEqual([...killPoints].sort());
  expect(refusals(company.log())).toEqual([]);
});
