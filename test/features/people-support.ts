import { problems } from "#cards/dispatch/problem.ts";
import type { Card } from "#chat/card.ts";
import { createDispatch } from "#chat/dispatch.ts";
import type { ChatEvent, Platform } from "#chat/event.ts";
import type { Ctx, Feature } from "#chat/feature.ts";
import type { FormValues } from "#chat/form.ts";
import type { PlatformPort, Profile } from "#chat/port.ts";
import type { Reply } from "#chat/reply.ts";
import { createRouter, type Router } from "#chat/router.ts";
import type { Database } from "#db/client.ts";
import { forWorkspace } from "#db/workspace.ts";
import { identify } from "#directory/identify.ts";
import { actorById } from "#directory/people.ts";
import { newWorkspace } from "../directory/support.ts";

/** What a platform would say of its accounts; an error where it would not answer. */
export type Profiles = Record<string, Profile | Error>;

/** A platform as far as a feature sees it. */
function port(platform: Platform, profiles: Profiles): PlatformPort {
  const notHere = () => Promise.reject(new Error("not part of this test"));
  return {
    platform,
    send: notHere,
    update: notHere,
    sendFile: notHere,
    downloadFile: notHere,
    check: notHere,
    profile: async (_tenant, userId) => {
      const profile = profiles[userId];
      if (profile instanceof Error) throw profile;
      return profile ?? { name: userId };
    },
  };
}

const rest: Feature = {
  name: "rest",
  fallback: async () => ({ type: "toast", text: "fallback", tone: "info" }),
  home: async () => ({ title: "home", tone: "neutral", body: [] }),
};
const nobodysDoor: Feature = {
  name: "door",
  stranger: async () => ({ type: "toast", text: "stranger", tone: "info" }),
};

type Sender = { readonly platform: Platform; readonly userId: string };

/** A workspace, the feature under test behind the real dispatch, and people who write and press. */
export async function newStage(database: Database, feature: Feature) {
  const workspace = await newWorkspace(database);
  const profiles: Record<Platform, Profiles> = { slack: {}, feishu: {} };
  const platforms = [port("slack", profiles.slack), port("feishu", profiles.feishu)];
  const clock = { now: new Date("2026-11-23T02:00:00Z") };
  const context = (workspaceId: string): Ctx => ({
    ...{ database, workspaceId, platforms, now: clock.now },
    ...{ approvals: router.approvals, messages: router.messages },
    db: forWorkspace(database.prisma, workspaceId),
  });
  const router = createRouter([feature, rest, ...(feature.stranger === undefined ? [nobodysDoor] : [])]);
  const dispatch = createDispatch({
    ...{ router, context, problems, observe: () => undefined },
    identify: (event) => identify(database, event),
  });
  let count = 0;
  const common = ({ platform, userId }: Sender) => {
    count += 1;
    const conversation = { id: `D${userId}`, kind: "direct" } as const;
    return { platform, userId, tenant: workspace.tenants[platform], key: `event-${count}`, conversation };
  };
  return {
    ...{ ...workspace, profiles, clock, router },
    ctx: () => context(workspace.workspaceId),
    send: (event: ChatEvent) => dispatch.attempt(event),
    write: (from: Sender, text: string) =>
      dispatch.attempt({ type: "message", ...common(from), text, messageId: `m${count}` }),
    press: (from: Sender, actionId: string, payload: Record<string, string> = {}) =>
      dispatch.attempt({ type: "action", ...common(from), actionId, payload }),
    submit: (
      from: Sender,
      formId: string,
      filled: { payload?: Record<string, string>; values: FormValues; key?: string },
    ) => dispatch.attempt({ type: "form", ...common(from), formId, payload: {}, ...filled }),
    search: (from: Sender, source: string, query: string) =>
      dispatch.attempt({ type: "options", ...common(from), source, query }),
    open: (from: Sender, type: "home" | "met") => dispatch.attempt({ type, ...common(from) }),
    /** The cards that wait in the outbox, built as they would be now. */
    cardsFor: (personId: string) =>
      buildWaiting({ database, router, ctx: context(workspace.workspaceId) }, personId),
  };
}
type Building = { readonly database: Database; readonly router: Router; readonly ctx: Ctx };

async function buildWaiting({ database, router, ctx }: Building, personId: string): Promise<Card[]> {
  const { workspaceId } = ctx;
  const rows = await database.prisma.outboundMessage.findMany({
    where: { workspaceId, personId, status: "waiting" },
    orderBy: { id: "asc" },
  });
  const actor = await actorById(database, workspaceId, personId);
  if (actor === undefined) throw new Error("nobody to build for");
  const built = await Promise.all(
    rows.map((row) => router.messages.get(row.kind)?.build({ ...ctx, actor }, row.payload)),
  );
  return built.flatMap((message) => message?.card ?? []);
}

/** The card of a reply that has one. */
export function cardOf(reply: Reply): Card {
  if (reply.type !== "say" && reply.type !== "update") throw new Error(`no card: ${JSON.stringify(reply)}`);
  return reply.card;
}

/** All that a reader could see of a card or reply, and all that its buttons carry. */
export function allOf(shown: unknown): string {
  return JSON.stringify(shown);
}

/** Ids of the buttons of a card, in order, those of list items included. */
export function buttonsOf(card: Card): string[] {
  return [...JSON.stringify(card).matchAll(/"action":\{"id":"([^"]+)"/g)].flatMap(([, id]) => id ?? []);
}
