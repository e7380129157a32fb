import type { Database } from "#db/client.ts";

/**
 * The latest business time that the database knows of; long ago if it is new. A playground that is started again goes
 * on from there: otherwise what was said and sent after the clock was moved would lie in the future.
 */
export async function latestMoment({ prisma }: Database): Promise<Date> {
  const found = await Promise.all([
    prisma.followUp.aggregate({ _max: { loggedAt: true, editedAt: true, undoneAt: true } }),
    prisma.todo.aggregate({ _max: { createdAt: true, closedAt: true } }),
    prisma.outboundMessage.aggregate({ where: { status: "sent" }, _max: { dueAt: true } }),
  ]);
  const moments = found.flatMap(({ _max }) => Object.values(_max)).filter((at) => at !== null);
  return new Date(Math.max(0, ...moments.map((at) => at.getTime())));
}
