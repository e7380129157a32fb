import { setTimeout as sleep } from "node:timers/promises";
import type { MessageRef } from "#chat/event.ts";
import { DeliveryError, type DeliveryFailure, type PlatformPort } from "#chat/port.ts";
import type { Database } from "#db/client.ts";
import { log } from "#src/log.ts";
import { nextAttemptAt } from "./back-off.ts";
import type { ClaimedRow } from "./claim.ts";
import type { At } from "./kill-points.ts";
import { holdLanes } from "./lanes.ts";
import { type Message, type PrepareOptions, prepare, type Settled } from "./prepare.ts";
import { type Outcome, settle } from "./settle.ts";
import { remember } from "./shown.ts";
import { viewKind } from "./views.ts";
import type { Rest } from "./work-loop.ts";

export type DeliverOptions = PrepareOptions & {
  readonly database: Database;
  readonly platforms: readonly PlatformPort[];
  /** Told what became of each row. */
  readonly observe: (outcome: Outcome["type"]) => void;
  /** A call is begun only while the lease lasts this much longer: longer than the call's time-out. */
  readonly sendWithinMs: number;
  readonly rest: Rest;
  readonly at?: At | undefined;
};

/**
 * Sends rows that were claimed as one message and writes what became of them. No transaction is open meanwhile:
 * what a crash leaves is taken over when the lease ends, and then looked for on the platform before it is sent.
 * `now` is business time.
 */
export async function deliver(
  options: DeliverOptions,
  rows: readonly ClaimedRow[],
  now: Date,
): Promise<void> {
  await options.at?.("deliver.claimed");
  const { message, settled } = await prepare(options, rows, now);
  await settleAll(options, settled, now);
  if (message === undefined) return;
  await options.at?.("deliver.built");
  if (!(await isOurTurn(options, message))) return;
  const sent = await send(options, message);
  await settleAll(options, sent, now);
  await options.at?.("deliver.marked");
}

async function settleAll(options: DeliverOptions, settled: readonly Settled[], now: Date): Promise<void> {
  const count = await settle(
    options.database,
    settled.map((each) => ({ ...each, now })),
  );
  if (count < settled.length) log.warn({ rows: settled.length - count }, "a delivery outlived its lease");
  for (const { outcome } of settled) options.observe(outcome.type);
}

/** Waits for the place in the lanes. False when too little is left of the lease. */
async function isOurTurn(options: DeliverOptions, { rows: [row] }: Message): Promise<boolean> {
  const waitMs = row.slotAt.getTime() - options.realNow().getTime();
  if (waitMs > 0) await options.rest(sleep(waitMs));
  const isInTime = row.leasedUntil.getTime() - options.realNow().getTime() >= options.sendWithinMs;
  if (!isInTime) log.warn({ deliveryId: row.deliveryId }, "a delivery is late and left to the next attempt");
  return isInTime;
}

async function send(options: DeliverOptions, message: Message): Promise<Settled[]> {
  const { rows, to, content } = message;
  const [{ deliveryId, tenant }] = rows;
  const maybeSent = rows.some((row) => row.maybeSent);
  let ref: MessageRef;
  try {
    const port = portOf(options, rows[0]);
    ref = await port.send({ tenant: tenant ?? "", deliveryId, to, content, maybeSent });
  } catch (error) {
    if (isMissed(rows[0], error)) await forgetShown(options, message);
    return refused(options, rows, error);
  }
  await options.at?.("deliver.sent");
  await rememberShown(options, message, ref);
  return rows.map((row) => ({ row, outcome: { type: "sent", ref } }));
}

/** A Home tab is drawn whenever it is opened, a form is nobody else's, and what was drawn afresh may be so again. */
async function rememberShown(options: DeliverOptions, message: Message, ref: MessageRef): Promise<void> {
  const { rows, to, content, reader } = message;
  const shows = content.type === "card" ? content.card.shows : undefined;
  const isKnownOrNever = to.type !== "message" || rows[0].kind === viewKind;
  if (to.type === "home" || (shows === undefined && isKnownOrNever)) return;
  await remember(options.database, { tenant: rows[0].tenant ?? "", ref, reader, shows });
}

async function forgetShown(options: DeliverOptions, { rows, to, reader }: Message): Promise<void> {
  if (to.type !== "message") return;
  await remember(options.database, { tenant: rows[0].tenant ?? "", ref: to.ref, reader, shows: undefined });
}

function portOf({ platforms }: DeliverOptions, { platform }: ClaimedRow): PlatformPort {
  const port = platforms.find((each) => each.platform === platform);
  if (port === undefined) throw new DeliveryError("unreachable", { code: `${platform} is not configured` });
  return port;
}

async function refused(options: DeliverOptions, rows: Message["rows"], thrown: unknown): Promise<Settled[]> {
  const error =
    thrown instanceof DeliveryError ? thrown : new DeliveryError("unknown", { code: "", cause: thrown });
  const { deliveryId, kind, attempts } = rows[0];
  log.warn({ err: error, deliveryId, kind, attempts }, "a message was not delivered");
  const treat = treatments[error.failure];
  if (error.failure === "rate-limited") await holdBack(options, rows[0], error);
  return rows.map((row) => {
    const outcome = treat({ options, row, error, isBundle: rows.length > 1 });
    const isNobodys = row.kind === viewKind && outcome.type === "failed";
    return { row, outcome: isNobodys ? { type: "cancelled", why: said(error) } : outcome };
  });
}

/** A message that can never be changed again: deleted, too old, or seen by one person for a moment only. */
function isMissed({ kind }: ClaimedRow, error: unknown): boolean {
  return kind === viewKind && error instanceof DeliveryError && error.failure === "rejected";
}

type Refusal = {
  readonly options: DeliverOptions;
  readonly row: ClaimedRow;
  readonly error: DeliveryError;
  readonly isBundle: boolean;
};

/** What follows from a platform's refusal. Nothing is ever marked as sent after one. */
const treatments = {
  "rate-limited": ({ options, error }) => ({
    type: "limited",
    at: freeAgain(options, error),
    error: said(error),
  }),
  unreachable: tryAgain,
  unknown: tryAgain,
  forbidden: ({ error }) => ({ type: "failed", reason: "forbidden", error: said(error) }),
  rejected: ({ error, isBundle }) =>
    isBundle
      ? { type: "parted", error: said(error) }
      : { type: "failed", reason: "rejected", error: said(error) },
} as const satisfies Record<DeliveryFailure, (refusal: Refusal) => Outcome>;

function tryAgain({ options, row, error }: Refusal): Outcome {
  const at = nextAttemptAt(options, row);
  return at === undefined
    ? { type: "failed", reason: "gave-up", error: said(error) }
    : { type: "retried", at, error: said(error) };
}

/** Where a platform does not say how long to wait. */
const retryAfterMs = 1_000;

function freeAgain({ realNow }: DeliverOptions, error: DeliveryError): Date {
  return new Date(realNow().getTime() + (error.retryAfterMs ?? retryAfterMs));
}

/** Whether the app or the destination said too much is not told: both wait. */
async function holdBack(options: DeliverOptions, row: ClaimedRow, error: DeliveryError): Promise<void> {
  const { workspaceId, lane, platform, tenant } = row;
  const lanes = [lane, `${platform}:${tenant}`].map((key) => ({ workspaceId, key }));
  await holdLanes(options.database, lanes, freeAgain(options, error));
}

function said({ failure, code }: DeliveryError): string {
  return `${failure}: ${code}`;
}
