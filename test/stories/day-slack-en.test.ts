import { startStage } from "#test/support/stage.ts";
import { tellDay } from "./tell-day.ts";
import { tellWork } from "./tell-work.ts";

const stage = await startStage({ locale: "en" });

tellDay(stage, "slack");
tellWork(stage, "slack");
