import { startStage } from "#test/support/stage.ts";
import { tellDay } from "./tell-day.ts";

tellDay(await startStage({ locale: "zh" }), "slack");
