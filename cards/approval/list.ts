import { type Block, type Button, buttons, type Card, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, value } from "#chat/text.ts";
import { type ApprovalView, approvalItem, type Why } from "./card.ts";
import { approvalTexts } from "./texts.ts";

/** The view that `approvalList` is; its argument is the page. */
export const approvalListView = "approval.list";

export type ApprovalListView = {
  readonly approvals: readonly ApprovalView[];
  /** Of all pages. */
  readonly count: number;
  /** From 1 on. */
  readonly page: number;
  /** How many come on the pages after this one. */
  readonly more: number;
};

/** What waits for my decision, oldest first. */
export function approvalList(locale: Locale, view: ApprovalListView, why: Why = "asked"): Card {
  const t = approvalTexts[locale];
  const here = `${approvalListView}:${view.page}`;
  const body: Block =
    view.count === 0
      ? text(authored(t.listEmpty))
      : {
          type: "list",
          items: view.approvals.map((approval) => approvalItem(locale, approval, here)),
          more: view.more,
          moreText: t.more,
        };
  const several: Button = {
    label: t.several,
    action: { id: "approval.several", payload: { page: String(view.page) } },
  };
  const turns = [
    view.count > 1 ? several : undefined,
    view.page > 1 ? turn(t.previous, view.page - 1) : undefined,
    view.more > 0 ? turn(t.next, view.page + 1) : undefined,
  ];
  return {
    title: t.listTitle(view.count),
    tone: view.count === 0 ? "neutral" : "info",
    ...(view.count > 0 && {
      shows: { view: here, topics: view.approvals.flatMap(({ shows }) => shows.topics) },
    }),
    body: [
      ...(t.why[why] === "" ? [] : [text(value(t.why[why]))]),
      body,
      ...(turns.some((button) => button !== undefined) ? [buttons(...turns)] : []),
    ],
  };
}

function turn(label: string, page: number): Button {
  return { label, action: { id: "approval.list", payload: { page: String(page) } } };
}
