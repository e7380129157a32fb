import { v7 as uuid } from "uuid";
import { localDateOf, localTimeOf } from "#domain/calendar/zone.ts";
import type { ChatClient, SeenMessage } from "#playground/client.ts";
import type { PlatformName, Stage } from "#test/support/stage.ts";
import { castTz, emailOf, nameOf, type PersonKey, personKeys } from "#test/support/stage-cast.ts";
import { answerTo, cardsSaid, said, until } from "#test/support/stage-watch.ts";

/** The stage's people with a director above the manager. */
export type LeadCast = {
  readonly directorId: string;
  idOf(key: PersonKey): string;
  /** Waits for a message with these words, and lets the program see to what is due meanwhile. */
  comes(client: ChatClient, words: string): Promise<SeenMessage>;
  /** Waits until that very message says so. */
  becomes(client: ChatClient, id: string, words: string): Promise<SeenMessage>;
  /** Waits for a new message with these words that something makes. */
  hears(client: ChatClient, words: string, act: () => Promise<unknown>): Promise<SeenMessage>;
  /** Minutes pass, those between two messages to a person among them. */
  pass(minutes: number): Promise<void>;
};

export async function seatDirector(stage: Stage): Promise<LeadCast> {
  const { prisma } = stage.database;
  const { workspaceId, locale, people } = stage;
  const directorId = uuid();
  await prisma.person.create({
    data: {
      ...{ workspaceId, id: directorId, name: nameOf("sun", locale), email: emailOf("sun"), locale },
      ...{ status: "active", roles: ["director"], tz: castTz },
    },
  });
  await prisma.person.updateMany({ where: { id: people.get("li") ?? "" }, data: { managerId: directorId } });
  await prisma.person.updateMany({
    where: { id: people.get("zhao") ?? "" },
    data: { managerId: people.get("li") ?? null },
  });
  return {
    directorId,
    idOf: (key) => (key === "sun" ? directorId : (people.get(key) ?? "")),
    comes: (client, words) => found(stage, client, { words }),
    becomes: (client, id, words) => found(stage, client, { id, words }),
    hears: async (client, words, act) => {
      const before = new Set(said(client).map(({ id }) => id));
      await act();
      return found(stage, client, { words, before });
    },
    pass: (minutes) => {
      const then = new Date(stage.now().getTime() + minutes * 60_000);
      return stage.moveTo(`${localDateOf(then, castTz)} ${localTimeOf(then, castTz)}`);
    },
  };
}

/** Everybody writes once, is known by e-mail from then on, and wants no morning digest. */
export async function greet(stage: Stage, platform: PlatformName): Promise<void> {
  const clients = personKeys.map((key) => stage.person(key, platform));
  await Promise.all(clients.map((client) => answerTo(client, () => client.say("?"))));
  await stage.database.prisma.person.updateMany({ data: { nextDigestAt: null } });
}

async function found(
  stage: Stage,
  client: ChatClient,
  wanted: { readonly id?: string; readonly before?: ReadonlySet<string>; readonly words: string },
): Promise<SeenMessage> {
  const { id, before, words } = wanted;
  const sight = () =>
    said(client)
      .slice(-3)
      .map(({ text }) => text)
      .join("\n--\n");
  return until(
    () => `${client.userId} sees "${words}"; the last in sight: ${sight()}`,
    async () => {
      const message = [...said(client), ...cardsSaid(client)].findLast(
        (one) =>
          one.text.includes(words) && (id === undefined || one.id === id) && before?.has(one.id) !== true,
      );
      if (message === undefined) await stage.app.tick();
      return message;
    },
  );
}
