import { z } from "zod";
import { type PolicyField, type PolicyGroup, policyGroups } from "#cards/people/policy.ts";
import { policyTexts } from "#cards/people/policy-texts.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import type { FormValues } from "#chat/form.ts";
import { searchedOf, textOf } from "#chat/read-values.ts";
import { findPeopleByName } from "#directory/people.ts";
import { findPerson } from "./store.ts";

/** Every field of the group; `null` for a person who was taken out. */
export type WantedPolicy = Readonly<Partial<Record<PolicyField, number | readonly number[] | string | null>>>;

type Bounds = (name: PolicyField) => { readonly min: number; readonly max: number };
type Read = { readonly value: number | readonly number[] | string | null } | { readonly error: string };

/** What the form holds, or what is wrong with it by field. */
export async function readPolicy(
  ctx: HandlerCtx,
  group: PolicyGroup,
  { values, boundsOf }: { readonly values: FormValues; readonly boundsOf: Bounds },
): Promise<{ readonly wanted: WantedPolicy } | { readonly errors: Readonly<Record<string, string>> }> {
  const wanted: Partial<Record<PolicyField, number | readonly number[] | string | null>> = {};
  const errors: Record<string, string> = {};
  for (const name of policyGroups[group]) {
    const read = await readField(ctx, name, { values, boundsOf });
    if ("error" in read) errors[name] = read.error;
    else wanted[name] = read.value;
  }
  const shortest = Math.min(...idleDaysOf(wanted));
  const { idleWarningDays: warnings } = wanted;
  if (Array.isArray(warnings) && warnings.some((days) => days >= shortest)) {
    errors["idleWarningDays"] = policyTexts[ctx.locale].notBefore(shortest);
  }
  return Object.keys(errors).length > 0 ? { errors } : { wanted };
}

/** The same warnings are for leads and customers, so they have to be before both times. */
function idleDaysOf({ idleDays, customerIdleDays }: WantedPolicy): number[] {
  return [idleDays, customerIdleDays].filter((days) => typeof days === "number");
}

async function readField(
  ctx: HandlerCtx,
  name: PolicyField,
  { values, boundsOf }: { readonly values: FormValues; readonly boundsOf: Bounds },
): Promise<Read> {
  const t = policyTexts[ctx.locale];
  if (name === "nurtureOwnerId") return readPerson(ctx, values);
  if (name === "idleWarningDays") {
    const days = readDays(textOf(values, name) ?? "");
    return days === undefined ? { error: t.badDays } : { value: days };
  }
  const given = values[name];
  const { min, max } = boundsOf(name);
  const number = given?.type === "number" ? given.number : Number.NaN;
  const isFine = Number.isInteger(number) && number >= min && number <= max;
  return isFine ? { value: number } : { error: t.between(min, max) };
}

/** `7, 3, 1`, also with the marks and digits of Chinese; the largest first, none twice. */
function readDays(typed: string): readonly number[] | undefined {
  const words = typed
    .normalize("NFKC")
    .split(/[\s,、;]+/u)
    .filter((word) => word !== "");
  const days = [...new Set(words.map(Number))].toSorted((a, b) => b - a);
  const areFine = days.every((day) => Number.isInteger(day) && day >= 1 && day <= 60);
  return areFine && days.length <= 5 ? days : undefined;
}

async function readPerson(ctx: HandlerCtx, values: FormValues): Promise<Read> {
  const t = policyTexts[ctx.locale];
  const chosen = searchedOf(values, "nurtureOwnerId");
  if (chosen === undefined) return { value: null };
  if ("option" in chosen) {
    const isId = z.uuid().safeParse(chosen.option).success;
    const person = isId ? await findPerson(ctx, chosen.option) : undefined;
    return person?.status === "active" ? { value: person.id } : { error: t.noPerson("") };
  }
  const [only, ...others] = await findPeopleByName(ctx, chosen.typed);
  if (only === undefined) return { error: t.noPerson(chosen.typed) };
  return others.length > 0 ? { error: t.severalPeople(chosen.typed) } : { value: only.id };
}
