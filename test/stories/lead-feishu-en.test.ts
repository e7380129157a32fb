import { startStage } from "#test/support/stage.ts";
import { greet, seatDirector } from "./lead-cast.ts";
import { tellLeads } from "./tell-leads.ts";

const stage = await startStage({ locale: "en" });
const cast = await seatDirector(stage);
await greet(stage, "feishu");

tellLeads({ stage, cast, platform: "feishu" });
