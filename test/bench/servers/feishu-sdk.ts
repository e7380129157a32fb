import { createServer } from "node:http";
import { adaptDefault, EventDispatcher, LoggerLevel } from "@larksuiteoapi/node-sdk";
import { z } from "zod";
import { answerParent, cpuMs } from "../processes.ts";
import { world } from "../world.ts";

/** The SDK's server as its guide has it, with one event that is accepted and nothing else. */
const { encryptKey, verificationToken } = world;
const dispatcher = new EventDispatcher({ encryptKey, verificationToken, loggerLevel: LoggerLevel.error });
dispatcher.register({ "im.message.receive_v1": async () => ({}) });
const server = createServer(adaptDefault("/feishu/events", dispatcher, { autoChallenge: true }));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const { port } = z.object({ port: z.number() }).parse(server.address());
answerParent({ port: () => port, usage: () => ({ cpuMs: cpuMs(), statements: 0 }) });
