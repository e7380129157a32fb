import { expect } from "vitest";
import type { ChatClient, Outcome } from "#playground/client.ts";
import type { CastKey } from "#test/support/stage-cast.ts";
import type { Company } from "./company.ts";
import { newWord, posted, saidWith } from "./received.ts";
import { addTodo } from "./tell-reminders.ts";
import type { PlatformName } from "./wire.ts";

type Kind = "note" | "todo" | "command" | "reminder";

type Told = {
  readonly kind: Kind;
  readonly word: string;
  /** Where the answer can appear. */
  readonly clients: readonly ChatClient[];
  /** How a command was answered, once it was. */
  outcome?: Outcome;
};

/** Many things at once, each with a word of its own by which it is found again. */
export type Stream = {
  /** Types a line, to the bot or as a command. Resolves when it was delivered for the first time. */
  tell(kind: "note" | "todo" | "command", key: CastKey, platform: PlatformName): Promise<void>;
  /** A reminder that falls due in so many minutes. */
  remind(key: CastKey, inMinutes: number): Promise<void>;
  /** Nothing is lost, nothing is there twice: in the rows, on the screens, at the platforms. */
  expectEachOnce(): Promise<void>;
};

const keepers = { lin: "华为", zhao: "Acme" } as const satisfies Partial<Record<CastKey, string>>;

export function createStream(company: Company): Stream {
  const told: Told[] = [];
  return {
    tell: async (kind, key, platform) => {
      const client = company.client(key, platform);
      const one: Told = { kind, word: newWord(), clients: [client] };
      told.push(one);
      const outcome = await (kind === "command" ? client.command : client.say)(lineOf(one, key));
      if (kind === "command") one.outcome = outcome;
    },
    remind: async (key, inMinutes) => {
      const clients = [...company.wires.keys()].map((platform) => company.client(key, platform));
      const one: Told = { kind: "reminder", word: newWord(), clients };
      told.push(one);
      await addTodo(company, { title: one.word, ownerId: company.people.get(key) ?? "", inMinutes });
    },
    expectEachOnce: async () => {
      const found = await Promise.all(told.map((one) => faultOf(company, one)));
      expect(found.filter((fault) => fault !== undefined)).toEqual([]);
    },
  };
}

function lineOf({ kind, word }: Told, key: CastKey): string {
  if (kind === "todo") return `待办 给王总寄${word}`;
  if (key !== "lin" && key !== "zhao") throw new Error(`${key} keeps no customer`);
  return `跟进 ${keepers[key]} 今天拜访了王总，谈了${word}`;
}

async function faultOf(company: Company, one: Told): Promise<object | undefined> {
  const { word, kind, clients, outcome } = one;
  const rows = await rowsOf(company, one);
  const shown = clients.flatMap((client) => saidWith(client, word).map(() => client.userId));
  const made = posted(company.log(), word).size;
  const isRight =
    kind === "command"
      ? isCommandRight(outcome, rows, shown.length)
      : rows === 1 && shown.length === 1 && made === 1;
  return isRight ? undefined : { kind, word, rows, shown, made, error: outcome?.error };
}

/** Done and answered; or seen as failed, and then as a whole done or not done. */
function isCommandRight(outcome: Outcome | undefined, rows: number, shown: number): boolean {
  if (outcome === undefined) return false;
  return outcome.error === undefined ? rows === 1 && shown === 1 : rows <= 1 && shown === 0;
}

function rowsOf({ database: { prisma } }: Company, { kind, word }: Told): Promise<number> {
  if (kind === "todo") return prisma.todo.count({ where: { title: { contains: word } } });
  if (kind === "reminder") return prisma.todo.count({ where: { title: word, remindAt: null } });
  return prisma.followUp.count({ where: { content: { contains: word } } });
}
