import { vi } from "vitest";
import { testDatabase } from "#test/support/database.ts";
import { openCompany } from "./company.ts";
import { tellDecisions } from "./tell-decisions.ts";

vi.setConfig({ testTimeout: 90_000 });
const company = await openCompany({ database: await testDatabase(), platforms: ["slack"] });

tellDecisions(company, "slack");
