import { z } from "zod";
import { leaveForm } from "#cards/people/leaver.ts";
import { leaverTexts } from "#cards/people/leaver-texts.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import type { FormValues } from "#chat/form.ts";
import { searchedOf } from "#chat/read-values.ts";
import { ask, invalid, toast, update } from "#chat/reply.ts";
import { admins, findPeopleByName, namesOf } from "#directory/people.ts";
import { leave } from "./leave.ts";
import { countLeft } from "./leaver-store.ts";
import { colleagues, drawPeople } from "./person-form.ts";
import { findPerson } from "./store.ts";

const page = z.coerce.number().int().min(1).catch(1);
const payload = z.object({ personId: z.uuid(), page });

/** "Has left" beside a person: also where the account was closed before and something has stayed behind. */
export const openLeave = action({
  id: "people.leave",
  payload,
  roles: ["admin"],
  run: async (ctx, { personId, page: from }) => {
    const refusal = await whyNot(ctx, personId);
    if (refusal !== undefined) return toast(refusal, "warning");
    const person = await findPerson(ctx, personId);
    const [left, options] = await Promise.all([countLeft(ctx, personId), colleagues.run(ctx, "")]);
    const others = options.filter(({ value }) => value !== personId);
    const view = { personId, page: from, name: person?.name ?? "", left, colleagues: others };
    return ask(leaveForm(ctx.locale, view));
  },
});

/** The submitted form: the account is closed and everything handed over, in one commit. */
export const leaveSubmitted = form({
  id: "people.leave",
  payload,
  roles: ["admin"],
  run: async (ctx, { payload: { personId, page: from }, values }) => {
    const t = leaverTexts[ctx.locale];
    const refusal = await whyNot(ctx, personId);
    if (refusal !== undefined) return invalid({ receiver: refusal });
    const receiver = await receiverIn(ctx, values);
    if (receiver !== undefined && "refused" in receiver) return invalid({ receiver: receiver.refused });
    if (receiver?.id === personId) return invalid({ receiver: t.notThemselves });
    const result = await leave(ctx, personId, receiver?.id);
    if (result === "last-admin") return invalid({ receiver: t.lastAdmin });
    if (result === "needs-receiver") return invalid({ receiver: t.needPerson });
    if (result === "no-lead-role") {
      return invalid({ receiver: t.noLeadRole(await nameOf(ctx, receiver?.id)) });
    }
    const name = await nameOf(ctx, personId);
    return update(await drawPeople(ctx, from), t.done(name));
  },
});

async function nameOf(ctx: HandlerCtx, personId: string | undefined): Promise<string> {
  return personId === undefined ? "" : ((await namesOf(ctx, [personId])).get(personId) ?? "");
}

async function whyNot(ctx: HandlerCtx, personId: string): Promise<string | undefined> {
  const t = leaverTexts[ctx.locale];
  if (personId === ctx.actor.personId) return t.notSelf;
  if ((await findPerson(ctx, personId)) === undefined) return t.gone;
  const [only, ...others] = await admins(ctx);
  return only?.id === personId && others.length === 0 ? t.lastAdmin : undefined;
}

async function receiverIn(
  ctx: HandlerCtx,
  values: FormValues,
): Promise<{ readonly id: string } | { readonly refused: string } | undefined> {
  const t = leaverTexts[ctx.locale];
  const chosen = searchedOf(values, "receiver");
  if (chosen === undefined) return undefined;
  if ("option" in chosen) {
    const person = z.uuid().safeParse(chosen.option).success
      ? await findPerson(ctx, chosen.option)
      : undefined;
    return person?.status === "active" ? { id: person.id } : { refused: t.noPerson(person?.name ?? "") };
  }
  const [only, ...others] = await findPeopleByName(ctx, chosen.typed);
  if (only === undefined) return { refused: t.noPerson(chosen.typed) };
  return others.length > 0 ? { refused: t.severalPeople(chosen.typed) } : { id: only.id };
}
