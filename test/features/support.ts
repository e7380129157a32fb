import { setTimeout as sleep } from "node:timers/promises";
import { problems } from "#cards/dispatch/problem.ts";
import { bundleCard } from "#cards/my-day/bundle.ts";
import type { Actor } from "#chat/actor.ts";
import type { Button, Card } from "#chat/card.ts";
import { createDispatch } from "#chat/dispatch.ts";
import type { MessageRef, Platform } from "#chat/event.ts";
import type { Ctx, Feature } from "#chat/feature.ts";
import type { Form, FormValue, FormValues } from "#chat/form.ts";
import {
  DeliveryError,
  type FileSending,
  fileFaults,
  type OutgoingMessage,
  type PlatformPort,
} from "#chat/port.ts";
import type { Reply } from "#chat/reply.ts";
import { createRouter } from "#chat/router.ts";
import { plain } from "#chat/text.ts";
import type { Database } from "#db/client.ts";
import { forWorkspace } from "#db/workspace.ts";
import { createCustomer } from "#directory/customers.ts";
import { identify } from "#directory/identify.ts";
import { actorById } from "#directory/people.ts";
import { settingsOf } from "#directory/settings.ts";
import { instantOf, nextOccurrence } from "#domain/calendar/zone.ts";
import { features } from "#features/index.ts";
import { createOutbox } from "#outbox/outbox.ts";
import { newPerson, newWorkspace, type PersonData } from "../directory/support.ts";
import { stopAfterTest } from "../outbox/stop-after-test.ts";
import { noSpacing } from "../outbox/support.ts";

/** An instant as the clocks in Shanghai, or elsewhere, show it: `2026-09-14 10:00`. */
export function local(time: string, tz = "Asia/Shanghai"): Date {
  return instantOf(time.slice(0, 10), time.slice(11), tz);
}

/** What goes to one person goes one after the other: after so much real time the next is looked at. */
const lookAgainMs = 60;

/** A colleague of the office, with an account on Slack. */
export type Colleague = Actor & { readonly from: { readonly platform: Platform; readonly userId: string } };

type Colleagueship = PersonData & {
  readonly tz?: string;
  readonly locale?: "zh" | "en";
  /** Gets the morning digest, which is in the way of tests of other messages. */
  readonly wantsDigest?: boolean;
};
type Filled = {
  readonly payload?: Record<string, string>;
  readonly values: FormValues;
  /** Of an event that comes again. */
  readonly key?: string;
};

/**
 * A workspace in which the whole program runs behind its dispatch and its outbox, without a platform: what a person
 * writes and presses goes in, replies and sent cards come out. It is Monday, 2026-09-14 10:00 in Shanghai.
 */
export async function newOffice(database: Database, more: readonly Feature[] = []) {
  const workspace = await newWorkspace(database);
  const { workspaceId, tenants } = workspace;
  const clock = { now: local("2026-09-14 10:00") };
  const sent: OutgoingMessage[] = [];
  const files: Files = { kept: new Map(), sent: [] };
  const platforms = [recorder("slack", sent, files), recorder("feishu", sent, files)];
  const context = (id: string): Ctx => ({
    ...{ database, workspaceId: id, platforms, now: clock.now },
    ...{ approvals: router.approvals, messages: router.messages },
    db: forWorkspace(database.prisma, id),
  });
  const router = createRouter([...features, ...more]);
  const dispatch = createDispatch({
    ...{ router, context, problems, observe: () => undefined },
    identify: (event) => identify(database, event),
  });
  const outbox = createOutbox({
    ...{ database, context, bundleCard, platforms, sweeps: router.sweeps, spacing: noSpacing },
    messages: [...router.messages.values()],
    views: router.views,
    actorById: (id, personId) => actorById(database, id, personId),
    calendarOf: async (id) => (await settingsOf(database, id)).calendar,
    now: () => clock.now,
    realNow: () => new Date(),
  });
  stopAfterTest(outbox);
  let count = 0;
  const common = ({ from }: Colleague) => {
    count += 1;
    const conversation = { id: `D${from.userId}`, kind: "direct" } as const;
    return { ...from, tenant: tenants[from.platform], key: `event-${count}`, conversation };
  };
  const isMoreDue = async () => {
    const due = { workspaceId, status: "waiting", dueAt: { lte: clock.now } } as const;
    return (await database.prisma.outboundMessage.count({ where: due })) > 0;
  };
  return {
    ...{ ...workspace, clock },
    colleague: async (data: Colleagueship = {}): Promise<Colleague> => {
      const { tz = "Asia/Shanghai", locale = "zh", wantsDigest = false, ...person } = data;
      count += 1;
      const userId = `U${count}-${workspaceId}`;
      const { personId, digestAt } = await newPerson(workspace, { slack: userId, roles: ["rep"], ...person });
      const nextDigestAt = wantsDigest ? nextOccurrence(digestAt, tz, clock.now) : null;
      await workspace.db.person.updateMany({ where: { id: personId }, data: { tz, locale, nextDigestAt } });
      const actor = await actorById(database, workspaceId, personId);
      if (actor === undefined) throw new Error("the colleague was not stored");
      return { ...actor, from: { platform: "slack", userId } };
    },
    customer: (owner: Actor, name: string, ...shortNames: string[]) =>
      createCustomer(workspace, {
        ...{ name, shortNames, ownerId: owner.personId, now: clock.now },
        sourceKey: `seed:${name}:${owner.personId}`,
      }),
    write: (who: Colleague, text: string, key?: string) =>
      dispatch.attempt({
        ...{ type: "message", ...common(who), text, messageId: `m${count}` },
        ...(key !== undefined && { key }),
      }),
    /** A press, or with values a submission, where others read along. */
    inGroup: (
      who: Colleague,
      id: string,
      filled: { payload: Record<string, string>; values?: FormValues },
    ) => {
      const { payload, values } = filled;
      const place = { ...common(who), conversation: { id: "C1", kind: "group" as const }, payload };
      return dispatch.attempt(
        values === undefined
          ? { type: "action", ...place, actionId: id }
          : { type: "form", ...place, formId: id, values },
      );
    },
    /** Writes in answer to a message that says `quoted`. */
    answer: (who: Colleague, text: string, quoted: string) =>
      dispatch.attempt({ type: "message", ...common(who), text, quoted, messageId: `m${count}` }),
    files,
    /** Sends a file to the bot, which stays where it is unless the test takes it out of `files.kept`. */
    sendFile: (who: Colleague, name: string, bytes: Buffer) => {
      const event = { type: "message", ...common(who), text: "", messageId: `m${count}` } as const;
      files.kept.set(`F${count}`, bytes);
      return dispatch.attempt({ ...event, files: [{ file: `F${count}`, name, sizeBytes: bytes.length }] });
    },
    press: (who: Colleague, actionId: string, payload: Record<string, string> = {}) =>
      dispatch.attempt({ type: "action", ...common(who), actionId, payload }),
    submit: (who: Colleague, formId: string, filled: Filled) =>
      dispatch.attempt({ type: "form", ...common(who), formId, payload: {}, ...filled }),
    /** A submission of a form that was opened from a message. */
    pressedOn: (who: Colleague, formId: string, filled: Filled & { readonly on: MessageRef }) =>
      dispatch.attempt({ type: "form", ...common(who), formId, payload: {}, ...filled }),
    shortcut: (who: Colleague, shortcutId: string, text: string) =>
      dispatch.attempt({ type: "shortcut", ...common(who), shortcutId, text }),
    /** What messages that stood already became, in this order. */
    drawnAfresh: (): Card[] =>
      sent.flatMap(({ to, content }) =>
        to.type === "message" && content.type === "card" ? [content.card] : [],
      ),
    /** What a searched select offers. */
    search: async (who: Colleague, source: string, query: string) => {
      const reply = await dispatch.attempt({ type: "options", ...common(who), source, query });
      return reply.type === "options" ? reply.options : [];
    },
    home: (who: Colleague) => dispatch.attempt({ type: "home", ...common(who) }),
    /** Moves the clock, sweeps and sends. Returns the cards of this workspace that were sent, with whom they went to. */
    moveTo: async (time: string | Date) => {
      clock.now = typeof time === "string" ? local(time) : time;
      const before = sent.length;
      await outbox.tick();
      while (await isMoreDue()) {
        await sleep(lookAgainMs);
        await outbox.tick();
      }
      return sent.slice(before).flatMap(({ tenant, to, content }) => {
        if (tenant !== tenants.slack || to.type !== "direct" || content.type !== "card") return [];
        return [{ to: to.userId, card: content.card }];
      });
    },
  };
}
export type Office = Awaited<ReturnType<typeof newOffice>>;

/** Files that people sent, by their reference, and those that the bot sent. */
type Files = { readonly kept: Map<string, Buffer>; readonly sent: FileSending[] };

function recorder(platform: Platform, sent: OutgoingMessage[], files: Files): PlatformPort {
  return {
    platform,
    send: async (message) => {
      sent.push(message);
      const { to } = message;
      return to.type === "message" ? to.ref : { platform, conversation: "D", message: String(sent.length) };
    },
    update: async () => undefined,
    sendFile: async (sending) => {
      files.sent.push(sending);
    },
    downloadFile: async (_tenant, { file }) => {
      const bytes = files.kept.get(file);
      if (bytes === undefined) throw new DeliveryError("rejected", { code: fileFaults.gone });
      return bytes;
    },
    profile: async (_tenant, userId) => ({ name: userId }),
    check: async () => ({ ok: true, tenant: "T" }),
  };
}

export function formOf(reply: Reply): Form {
  if (reply.type !== "ask") throw new Error(`no form: ${JSON.stringify(reply)}`);
  return reply.form;
}

/** What the form shows in its fields, by name. */
export function initialsOf(form: Form): Record<string, unknown> {
  return Object.fromEntries(
    form.fields.map((field) => [field.name, "initial" in field ? field.initial : undefined]),
  );
}

/** The labels and values of a card's fields. */
export function fieldsOf(card: Card): Record<string, string> {
  return Object.fromEntries(
    card.body.flatMap((block) =>
      block.type === "fields" ? block.fields.map(({ label, value }) => [label, plain(value)]) : [],
    ),
  );
}

/** The words of a card, without those of its buttons. */
export function wordsOf(card: Card): string {
  const parts = card.body.flatMap((block) => {
    if (block.type === "text" || block.type === "note") return [plain(block.text)];
    if (block.type === "list") return block.items.map((item) => plain(item.text));
    return block.type === "fields" ? block.fields.map(({ value }) => plain(value)) : [];
  });
  return [card.title, ...parts].join("\n");
}

/** The one button with this label, anywhere on the card: what a press on it says. */
export function buttonOf(card: Card, label: string): { id: string; payload: Record<string, string> } {
  const buttons = card.body.flatMap((block): readonly Button[] => {
    if (block.type === "buttons") return block.buttons;
    return block.type === "list" ? block.items.flatMap((item) => item.buttons ?? []) : [];
  });
  const button = buttons.find((each) => each.label === label);
  if (button === undefined || !("action" in button)) throw new Error(`no button ${label}: ${card.title}`);
  return { id: button.action.id, payload: { ...button.action.payload } };
}

/** Presses the button with this label. */
export function pressOn(
  office: Office,
  who: Colleague,
  [card, label]: readonly [Card, string],
): Promise<Reply> {
  const { id, payload } = buttonOf(card, label);
  return office.press(who, id, payload);
}

export const text = (words: string): FormValue => ({ type: "text", text: words });
export const option = (value: string): FormValue => ({ type: "option", value });
export const typed = (words: string): FormValue => ({ type: "typed", text: words });
export const date = (day: string): FormValue => ({ type: "date", date: day });
export const datetime = (time: string): FormValue => ({ type: "datetime", local: time });
