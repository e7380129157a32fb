import { expect, it } from "vitest";
import { newRig, news, outboxDatabase, refusing, rowsOf, say } from "./support.ts";

const database = await outboxDatabase();
const monthMs = 31 * 24 * 3_600_000;

it("forgets what was said a month ago, and keeps what is waiting or failed", async () => {
  const rig = await newRig(database);
  await say(rig, news, "sent");
  await rig.outbox.tick();
  rig.state.refuse = refusing("rejected");
  rig.clock.aheadMs = 5_000;
  await say(rig, news, "failed");
  await rig.outbox.tick();
  await say(rig, news, "waiting");
  expect(await rig.outbox.prune()).toBe(0);
  rig.clock.aheadMs = monthMs;
  expect(await rig.outbox.prune()).toBe(1);
  expect((await rowsOf(rig)).map(({ status }) => status).sort()).toEqual(["failed", "waiting"]);
});
