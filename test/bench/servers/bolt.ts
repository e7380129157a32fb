import { App, HTTPReceiver, LogLevel } from "@slack/bolt";
import { z } from "zod";
import { answerParent, cpuMs } from "../processes.ts";
import { world } from "../world.ts";

/** Bolt as its guide has it, with one command that is acknowledged and nothing else. */
const receiver = new HTTPReceiver({ signingSecret: world.signingSecret, logLevel: LogLevel.ERROR });
const app = new App({
  receiver,
  authorize: async () => ({ botToken: world.botToken }),
  logLevel: LogLevel.ERROR,
});
app.command("/genjin", async ({ ack }) => ack());
const server = await app.start(0);
const { port } = z.object({ port: z.number() }).parse(server.address());
answerParent({ port: () => port, usage: () => ({ cpuMs: cpuMs(), statements: 0 }) });
