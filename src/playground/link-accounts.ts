import type { Database } from "#db/client.ts";
import { forWorkspace } from "#db/workspace.ts";
import { nextOccurrence } from "#domain/calendar/zone.ts";
import { openIdOf, type Pretended } from "./pretend.ts";
import { directChannel } from "./slack/store.ts";
import { sampleTeam } from "./team.ts";

/** Reminders go to the account that was used last: the other was used this much earlier. */
const usedBeforeMs = 1000;

/**
 * Ties the sample people to their accounts on both platforms, so that each works at the first click and is reminded
 * without having written. Chinese colleagues are first reached on Feishu, the others on Slack.
 */
export async function linkAccounts(
  database: Database,
  { slack, feishu }: Pretended,
  { workspaceId, now }: { readonly workspaceId: string; readonly now: Date },
): Promise<void> {
  const db = forWorkspace(database.prisma, workspaceId);
  const people = await db.person.findMany({ where: { status: "active" } });
  const lastSeenAt = new Date();
  const seenAt = new Date(lastSeenAt.getTime() - usedBeforeMs);
  for (const sample of sampleTeam) {
    const person = people.find(({ email }) => email === sample.email);
    if (person === undefined) continue;
    const openId = openIdOf(feishu, sample);
    const isOnFeishu = sample.locale === "zh";
    const common = { workspaceId, personId: person.id };
    await db.identity.createMany({
      data: [
        {
          ...{ ...common, platform: "slack", userId: sample.slackId },
          directConversation: directChannel(slack.world.store, sample.slackId).id,
          seenAt: isOnFeishu ? seenAt : lastSeenAt,
        },
        {
          ...{ ...common, platform: "feishu", userId: openId },
          directConversation: feishu.directChat(openId).chatId,
          seenAt: isOnFeishu ? lastSeenAt : seenAt,
        },
      ],
      skipDuplicates: true,
    });
    if (person.nextDigestAt !== null) continue;
    const nextDigestAt = nextOccurrence(person.digestAt, person.tz, now);
    await db.person.updateMany({ where: { id: person.id, nextDigestAt: null }, data: { nextDigestAt } });
  }
}
