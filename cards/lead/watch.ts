import { type Button, buttons, type Card, type Field, fields, type ListItem, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, md, type Text, value } from "#chat/text.ts";
import { type ContactPerson, contactPersonFields } from "./contact-person.ts";
import { contactTexts } from "./contact-texts.ts";
import { watchTexts } from "./watch-texts.ts";

/** What is told about one lead: to its owner, or to the owner's manager. */
export const leadNotices = [
  "contact-warning",
  "contact-due",
  "contact-overdue",
  "contact-grace",
  "plan-due",
  "visit-missing",
  "idle-warning",
  "recycled",
  "handed-back",
] as const;
export type LeadNotice = (typeof leadNotices)[number];

export type LeadNoticeView = ContactPerson & {
  readonly leadId: string;
  readonly company: string;
  /** The deadline, the plan or the recycling, with weekday, in the reader's zone and language. */
  readonly when?: string;
  /** Told to a manager: whose lead it is, or was. */
  readonly owner?: string;
  readonly reason?: string;
  readonly goal?: string;
  readonly canExtend?: boolean;
};

/** A deadline of a lead that comes, has come or has passed, and what can be done about it. */
export function leadNotice(locale: Locale, notice: LeadNotice, view: LeadNoticeView): Card {
  const t = watchTexts[locale];
  return {
    title: t.title[notice](view.company),
    tone: tones[notice],
    ...(view.when !== undefined && { summary: `${t.title[notice](view.company)} · ${view.when}` }),
    body: [
      fields(
        textField(whenLabel(locale, notice), view.when),
        textField(notice === "handed-back" ? t.by : t.owner, view.owner),
        textField(t.reason, view.reason),
        textField(contactTexts[locale].goal, view.goal),
        ...contactPersonFields(locale, view, false),
      ),
      text(authored(t.line[notice])),
      buttons(...noticeButtons(locale, notice, view)),
    ],
  };
}

/** One line and the buttons that matter, in a bundle. */
export function leadNoticeItem(locale: Locale, notice: LeadNotice, view: LeadNoticeView): ListItem {
  const details = [view.when, view.owner].filter((detail) => detail !== undefined).join(" · ");
  const title = watchTexts[locale].title[notice](view.company);
  const line: Text = details === "" ? md`**${title}**` : md`**${title}** · ${details}`;
  return { text: line, buttons: noticeButtons(locale, notice, view).slice(0, 3) };
}

const tones = {
  "contact-warning": "info",
  "contact-due": "warning",
  "contact-overdue": "warning",
  "contact-grace": "danger",
  "plan-due": "info",
  "visit-missing": "warning",
  "idle-warning": "warning",
  recycled: "muted",
  "handed-back": "info",
} as const satisfies Record<LeadNotice, Card["tone"]>;

function whenLabel(locale: Locale, notice: LeadNotice): string {
  const t = watchTexts[locale];
  if (notice === "plan-due" || notice === "visit-missing") return t.planned;
  return notice === "idle-warning" || notice === "recycled" ? t.recycles : t.deadline;
}

function noticeButtons(locale: Locale, notice: LeadNotice, view: LeadNoticeView): Button[] {
  const t = contactTexts[locale];
  const press = (label: string, id: string) => pressOf(label, id, view.leadId);
  const isFirst = notice === "contact-warning" || notice === "contact-due";
  const log: Button = { ...press(isFirst ? t.logFirst : t.log, "lead.log-contact"), style: "primary" };
  const open = press(t.open, "lead.open");
  const handBack = press(t.handBack, "lead.hand-back");
  const reassign: Button = { ...press(watchTexts[locale].reassign, "lead.reassign"), style: "primary" };
  switch (notice) {
    case "contact-warning":
      return [log, press(t.planFirst, "lead.plan"), handBack];
    case "contact-due":
      return [log, handBack, open];
    case "contact-overdue":
      return [open];
    case "contact-grace":
      return [reassign, release(locale, view), open];
    case "plan-due":
    case "visit-missing":
      return [log, press(t.changePlan, "lead.plan"), open];
    case "idle-warning":
      return [log, ...extendButton(locale, view), handBack];
    case "recycled":
      return [];
    case "handed-back":
      return [reassign, open];
  }
}

function extendButton(locale: Locale, { leadId, canExtend }: LeadNoticeView): Button[] {
  return canExtend === true ? [pressOf(watchTexts[locale].extend, "lead.extend", leadId)] : [];
}

function release(locale: Locale, { leadId }: LeadNoticeView): Button {
  const t = watchTexts[locale];
  const confirm = { title: t.releaseConfirm, text: t.releaseConfirmText, yes: t.yes, no: t.no };
  return { ...pressOf(t.release, "lead.release", leadId), confirm };
}

function pressOf(label: string, id: string, leadId: string): Button {
  return { label, action: { id, payload: { leadId } } };
}

function textField(label: string, words: string | undefined): Field | undefined {
  return words === undefined ? undefined : { label, value: value(words) };
}
