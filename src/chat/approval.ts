import type { Database } from "#db/client.ts";
import type { WorkspaceTransaction } from "#db/workspace.ts";
import type { Role } from "./actor.ts";
import type { Button, Field } from "./card.ts";
import type { Option } from "./form.ts";
import type { Locale } from "./locale.ts";
import type { Text } from "./text.ts";

/** A workspace and a client, or a transaction, that is scoped to it. */
export type ApprovalScope = { readonly db: WorkspaceTransaction; readonly workspaceId: string };

export type ApprovalStatus = "waiting" | "returned" | "approved" | "changed" | "withdrawn";

/** A decision of somebody above, waiting or made. */
export type Approval = {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly requestedById: string;
  readonly requestedAt: Date;
  /** What it is decided on, as the kind's `facts` gave it when it was asked. */
  readonly snapshot: unknown;
  /** Why whoever asked wants what the rule does not propose. */
  readonly argument?: string;
  readonly proposal: string;
  readonly status: ApprovalStatus;
  /** What was decided; while it waits for others, what one of them changed the proposal to. */
  readonly outcome?: string;
  /** Of a change. */
  readonly reason?: string;
  readonly question?: string;
  readonly answer?: string;
  /** Who decided, or who asks the question. */
  readonly decidedById?: string;
  readonly decidedAt?: Date;
};

/** Who reads a card. `masked`: it stands in a group, so that it shows no phone and no e-mail. */
export type ApprovalReader = {
  readonly locale: Locale;
  readonly tz: string;
  readonly now: Date;
  readonly masked: boolean;
};

/** What a card says of the thing that is to be decided. */
export type ApprovalDescription = {
  /** `张三 · 远大集团：定为 A 级` */
  readonly title: string;
  /** The same in a list, with what matters most. */
  readonly line: Text;
  readonly fields: readonly Field[];
  /** Why the rule proposes what it proposes, and what is missing for better. */
  readonly reasons: readonly string[];
};

/** In the transaction that decides. `outcome` is the proposal where it was approved. */
export type ApprovalDecision = {
  readonly approvalId: string;
  readonly subjectId: string;
  readonly requestedById: string;
  readonly proposal: string;
  readonly outcome: string;
  readonly reason?: string;
  readonly decidedById: string;
};

export type DecidedScope = ApprovalScope & {
  readonly database: Database;
  /** Business time. */
  readonly now: Date;
};

/** What a decided card says of what came of it, and its buttons. */
export type AfterCard = { readonly line?: string; readonly buttons: readonly Button[] };

/** The card of who decided, and that of who asked. */
export type AfterDecision = {
  readonly decider: AfterCard;
  readonly asker: AfterCard;
  /** What the cards are about from now on: they are drawn afresh when it changes. */
  readonly topics: readonly string[];
};

/** What is decided on, as it is now. */
export type ApprovalFacts = {
  readonly snapshot: unknown;
  /** Moves when one of the facts moves; it is stored as a digest. */
  readonly key: string;
  /** Whose own thing it is: nobody decides about that, whoever asks. Who asks need not be named. */
  readonly barredIds?: readonly string[];
  /** What of it the audit keeps with each decision: no contacts, prices or notes. */
  readonly noted?: Readonly<Record<string, string>>;
};

/** Something that is decided by somebody above. A feature declares it; asking, seats, cards and clock are general. */
export type ApprovalKind = {
  /** `lead.grade` */
  readonly kind: string;
  /** Who may decide: the nearest person upward with one of these. */
  readonly roles: readonly Role[];
  /** What may be decided, the proposal included. */
  outcomes(locale: Locale): readonly Option[];
  /** The facts as they are now; `undefined`: the thing is gone. */
  facts(scope: ApprovalScope, subjectId: string): Promise<ApprovalFacts | undefined>;
  /** Those of many at once, by subject. Without it they are looked up one by one. */
  manyFacts?(
    scope: ApprovalScope,
    subjectIds: readonly string[],
  ): Promise<ReadonlyMap<string, ApprovalFacts>>;
  /**
   * Holds the thing until the transaction ends, as whatever changes it does: before the approval, so that a change and
   * a decision at once come one after the other.
   */
  lock?(scope: ApprovalScope, subjectId: string): Promise<unknown>;
  describe(reader: ApprovalReader, approval: Approval): ApprovalDescription;
  /** Called once, when the last one who had to has decided. */
  decided(scope: DecidedScope, decision: ApprovalDecision): Promise<void>;
  /** True: `decided` tells whoever asked, so that no general card does. */
  readonly tellsAsker?: boolean;
  after?(
    scope: ApprovalScope & { readonly now: Date },
    approval: Approval,
    locale: Locale,
  ): Promise<AfterDecision>;
};
