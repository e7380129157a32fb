import { leadTexts } from "#cards/lead/lead-texts.ts";
import { needTextMax } from "#cards/lead/register.ts";
import { registerTexts } from "#cards/lead/register-texts.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import type { FormValues } from "#chat/form.ts";
import { dateOf, optionOf, textOf } from "#chat/read-values.ts";
import { cleanName, nameParts } from "#directory/customer-name.ts";
import { officeHours, personTimes } from "#directory/leads/clock.ts";
import type { Lead } from "#directory/leads/lead.ts";
import { isLateRegistration } from "#directory/leads/register-lead.ts";
import type { Settings } from "#directory/settings.ts";
import type { PersonTime } from "#domain/calendar/quiet.ts";
import { localDateOf } from "#domain/calendar/zone.ts";
import { phoneKeyOf } from "#domain/lead.ts";
import { isInGroup } from "./assigned-view.ts";
import { isEmail, isPhone } from "./edit-values.ts";
import { acquiredInstant } from "./register.ts";

export type Part = "main" | "more";
export type LeadChange = Partial<Lead>;

/**
 * By whose clocks the day stands on which a lead was acquired: of who registered it, whoever reads or changes it. Days
 * of others begin at another time.
 */
export async function registrantTime(ctx: HandlerCtx, settings: Settings, lead: Lead): Promise<PersonTime> {
  const id = lead.registeredById;
  return (await personTimes(ctx, [id])).get(id) ?? officeHours(settings);
}

/** What is wrong in the form, by field. */
export function problemsIn(
  ctx: HandlerCtx,
  part: Part,
  { values, registrant }: Omit<Filled, "lead">,
): Record<string, string> {
  const t = registerTexts[ctx.locale];
  const [phone, email, day] = [
    textOf(values, "phone"),
    textOf(values, "email"),
    dateOf(values, "acquiredOn"),
  ];
  const isNameless = part === "main" && cleanName(textOf(values, "company") ?? "") === "";
  return {
    ...(isNameless && { company: leadTexts[ctx.locale].needCompany }),
    ...(phone !== undefined && !isPhone(phone) && { phone: t.badPhone }),
    ...(email !== undefined && !isEmail(email) && { email: t.badEmail }),
    ...(day !== undefined && day > localDateOf(ctx.now, registrant.tz) && { acquiredOn: t.futureDay }),
  };
}

type Filled = {
  readonly values: FormValues;
  readonly lead: Lead;
  readonly registrant: PersonTime;
};

/** The columns that the form changes. What it did not show, in a group or for its length, stays. */
export function changesIn(
  ctx: HandlerCtx,
  settings: Settings,
  { part, ...filled }: Filled & { readonly part: Part },
): LeadChange {
  const { values, lead } = filled;
  const isNeedHidden = (lead.need?.length ?? 0) > needTextMax;
  const need = isNeedHidden ? {} : { need: textOf(values, "need") ?? null };
  return part === "main"
    ? { ...mainChange(values, isInGroup(ctx)), ...need }
    : { ...moreChange(values, isInGroup(ctx)), ...acquired(ctx, settings, filled), ...need };
}

function mainChange(values: FormValues, hidesReach: boolean): LeadChange {
  const company = cleanName(textOf(values, "company") ?? "");
  const phone = textOf(values, "phone");
  const source = optionOf(values, "source");
  return {
    ...{ company, companyCore: nameParts(company).core, contactName: textOf(values, "contactName") ?? null },
    ...(source !== undefined && { source }),
    ...(!hidesReach && { phone: phone ?? null, phoneKey: (phone && phoneKeyOf(phone)) ?? null }),
  };
}

function moreChange(values: FormValues, hidesReach: boolean): LeadChange {
  const reach = {
    email: textOf(values, "email")?.toLowerCase() ?? null,
    wechat: textOf(values, "wechat") ?? null,
  };
  return { contactTitle: textOf(values, "contactTitle") ?? null, ...(!hidesReach && reach) };
}

/** Another day may make the registration late, or not late. */
function acquired({ now }: HandlerCtx, settings: Settings, { values, lead, registrant }: Filled): LeadChange {
  const day = dateOf(values, "acquiredOn");
  if (day === undefined || day === localDateOf(lead.acquiredAt, registrant.tz)) return {};
  const acquiredAt = acquiredInstant({ actor: registrant, now }, day);
  const { registeredAt } = lead;
  const isLate = isLateRegistration({ acquiredAt, registeredAt }, { ...settings, person: registrant });
  return { acquiredAt, isLate };
}
