import { v7 as uuid } from "uuid";
import { expect, it } from "vitest";
import { todoTexts } from "#cards/todo/texts.ts";
import type { KillPoint } from "#outbox/kill-points.ts";
import type { Company } from "./company.ts";
import { newWord, posted, saidWith } from "./received.ts";
import { until } from "./until.ts";
import type { PlatformName } from "./wire.ts";

/** Where a reminder can be cut on its way from the deadline to the person. */
const reminderPoints = [
  "sweep.claimed",
  "deliver.claimed",
  "deliver.built",
  "deliver.sent",
  "deliver.marked",
] as const satisfies readonly KillPoint[];

/** A reminder comes, and comes once. */
export function tellReminders(company: Company, platform: PlatformName): void {
  const lin = company.client("lin", platform);
  const ownerId = company.people.get("lin") ?? "";

  it.each(reminderPoints)("a reminder is received once when the process dies at %s", async (point) => {
    const word = newWord();
    const todoId = await addTodo(company, { title: word, ownerId, inMinutes: 5 });
    await company.dieAt(point, () => company.moveBy(6));
    await company.restart();
    await until("the reminder", () => saidWith(lin, word).length > 0);
    await company.settled();
    expect(saidWith(lin, word).map(({ text }) => text.split("\n")[0])).toEqual([todoTexts.zh.dueTitle(word)]);
    const times = posted(company.log(), word);
    expect(times.size).toBe(1);
    // Slack is asked before a second call; Feishu answers the second call with the first one's message.
    if (platform === "slack") expect([...times.values()]).toEqual([1]);
    const rows = await company.database.prisma.outboundMessage.findMany({
      where: { key: { startsWith: `todo:${todoId}:` } },
    });
    expect(rows).toMatchObject([{ status: "sent", sentRef: { message: saidWith(lin, word)[0]?.id } }]);
    expect(await company.database.prisma.todo.findFirst({ where: { id: todoId } })).toMatchObject({
      remindAt: null,
    });
  });
}

/** The one window, which the README names. */
export function tellWindow(company: Company, platform: PlatformName): void {
  const lin = company.client("lin", platform);
  const ownerId = company.people.get("lin") ?? "";
  const where = platform === "slack" ? "a hundred newer messages stand below it" : "an hour has passed";

  it(`a reminder comes twice when the process dies at deliver.sent and, until it is restarted, ${where}`, async () => {
    const word = newWord();
    await addTodo(company, { title: word, ownerId, inMinutes: 5 });
    await company.dieAt("deliver.sent", () => company.moveBy(6));
    await company.wires.get(platform)?.bury("lin");
    await company.restart();
    await until("the second", () => saidWith(lin, word).length > 1);
    await company.settled();
    expect(saidWith(lin, word)).toHaveLength(2);
  });
}

type Reminded = { readonly title: string; readonly ownerId: string; readonly inMinutes: number };

/** A to-do that its owner is reminded of in so many minutes. */
export async function addTodo(company: Company, { title, ownerId, inMinutes }: Reminded): Promise<string> {
  const { database, workspaceId, now } = company;
  const id = uuid();
  const remindAt = new Date(now().getTime() + inMinutes * 60_000);
  const dueAt = new Date(remindAt.getTime() + 30 * 60_000);
  await database.prisma.todo.create({
    data: {
      ...{ workspaceId, id, title, ownerId, createdById: ownerId, remindAt, dueAt, dueHasTime: true },
      createdAt: now(),
    },
  });
  return id;
}
