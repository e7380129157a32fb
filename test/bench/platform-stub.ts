import { createServer } from "node:http";
import { z } from "zod";
import { world } from "./world.ts";

/** Where a platform's address would be: says yes to everything, at once and in as few words as the SDKs need. */
export async function startPlatformStub(): Promise<{ readonly url: string; stop(): void }> {
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(yes));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const yes = {
  // Slack
  ...{ ok: true, team_id: world.slackTenant, user_id: world.slackBot, bot_id: "B0BENCH" },
  ...{ channel: "D0BENCH", ts: "1700000000.000100" },
  // Feishu
  ...{
    code: 0,
    tenant_access_token: "t-bench",
    expire: 7200,
    bot: { open_id: "ou_bot", activate_status: 2 },
  },
  data: { message_id: "om_bench", chat_id: "oc_bench" },
};
