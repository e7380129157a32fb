import { z } from "zod";
import {
  type PolicyField,
  type PolicyGroup,
  type PolicyValues,
  policyCard,
  policyForm,
  policyGroupNames,
} from "#cards/people/policy.ts";
import { policyTexts } from "#cards/people/policy-texts.ts";
import type { Card } from "#chat/card.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import { ask, invalid, update } from "#chat/reply.ts";
import { namesOf } from "#directory/people.ts";
import { type Policy, policyOf } from "#domain/policy.ts";
import { colleagues } from "./person-form.ts";
import { changePolicy, storedPolicy } from "./policy-store.ts";
import { readPolicy } from "./read-policy.ts";

/** "Business rules" on an admin's settings. */
export const showPolicy = action({
  id: "people.policy",
  payload: z.object({}),
  roles: ["admin"],
  run: async (ctx) => update(await drawPolicy(ctx)),
});

async function drawPolicy(ctx: HandlerCtx): Promise<Card> {
  return policyCard(ctx.locale, await valuesOf(ctx, policyOf(await storedPolicy(ctx))));
}

const payload = z.object({ group: z.enum(policyGroupNames) });

/** "Edit" beside a group. */
export const editPolicy = action({
  id: "people.edit-policy",
  payload,
  roles: ["admin"],
  run: async (ctx, { group }) => {
    const [stored, options] = await Promise.all([storedPolicy(ctx), colleagues.run(ctx, "")]);
    const values = await valuesOf(ctx, policyOf(stored));
    return ask(policyForm(ctx.locale, { group, values, colleagues: options, bounds: boundsOf }));
  },
});

/** The submitted form. Deadlines that are set stay: they are columns of what they belong to. */
export const policySubmitted = form({
  id: "people.policy",
  payload,
  roles: ["admin"],
  run: async (ctx, { payload: { group }, values }) => {
    const t = policyTexts[ctx.locale];
    const read = await readPolicy(ctx, group, { values, boundsOf });
    if ("errors" in read) return invalid(read.errors);
    const isChanged = await changePolicy(ctx, sectionOf(group), read.wanted);
    return update(await drawPolicy(ctx), isChanged ? t.saved : t.unchanged);
  },
});

/** Where the numbers of a form stand in the policy. */
function sectionOf(group: PolicyGroup): "lead" | "approval" {
  return group === "approvals" ? "approval" : "lead";
}

/** Zero is allowed only where it means something. */
function boundsOf(name: PolicyField): { readonly min: number; readonly max: number } {
  if (name === "warnAtPercent") return { min: 10, max: 99 };
  const mayBeNone = ["registerWithinWorkingDays", "claimsMax", "claimCoolDownDays", "extendDays"].includes(
    name,
  );
  return { min: mayBeNone ? 0 : 1, max: 1000 };
}

async function valuesOf(ctx: HandlerCtx, { lead, approval }: Policy): Promise<PolicyValues> {
  const { nurtureOwnerId, ...numbers } = { ...lead, ...approval };
  if (nurtureOwnerId === undefined) return numbers;
  const label = (await namesOf(ctx, [nurtureOwnerId])).get(nurtureOwnerId);
  return label === undefined ? numbers : { ...numbers, nurtureOwnerId: { value: nurtureOwnerId, label } };
}
