import { startStage } from "#test/support/stage.ts";
import { greet, seatDirector } from "./lead-cast.ts";
import { tellLeads } from "./tell-leads.ts";

const stage = await startStage({ locale: "zh" });
const cast = await seatDirector(stage);
await greet(stage, "slack");

tellLeads({ stage, cast, platform: "slack" });
