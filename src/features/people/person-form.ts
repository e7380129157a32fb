import { z } from "zod";
import { peopleList, personForm } from "#cards/people/list.ts";
import { peopleTexts } from "#cards/people/texts.ts";
import { type Role, roles } from "#chat/actor.ts";
import type { Card } from "#chat/card.ts";
import { action, form, type HandlerCtx, type OptionSource } from "#chat/feature.ts";
import type { FormValues, Option } from "#chat/form.ts";
import { searchedOf } from "#chat/read-values.ts";
import { ask, invalid, toast, update } from "#chat/reply.ts";
import { allTeams } from "#directory/teams.ts";
import { savePerson, type Wanted } from "./save-person.ts";
import { colleaguesNamed, findPerson, pageOfPeople } from "./store.ts";

const pageSize = 10;
const page = z.coerce.number().int().min(1).catch(1);

/** "People and teams", page by page. */
export const listPeople = action({
  id: "people.list",
  payload: z.object({ page }),
  roles: ["admin"],
  run: async (ctx, { page: wanted }) => update(await drawPeople(ctx, wanted)),
});

/** A page of all people, for an admin. */
export async function drawPeople(ctx: HandlerCtx, wanted: number): Promise<Card> {
  const { count, people } = await pageOfPeople(ctx, { skip: (wanted - 1) * pageSize, take: pageSize });
  return peopleList(ctx.locale, {
    count,
    page: wanted,
    pages: Math.ceil(count / pageSize),
    people: people.map(({ id, name, status, roles: held, team }) => ({
      ...{ personId: id, name, status, roles: held },
      ...(team === null ? {} : { team: team.name }),
    })),
  });
}

/** "Edit" beside a person. */
export const editPerson = action({
  id: "people.edit",
  payload: z.object({ personId: z.uuid(), page }),
  roles: ["admin"],
  run: async (ctx, { personId, page: from }) => {
    const person = await findPerson(ctx, personId);
    if (person === undefined) return toast(peopleTexts[ctx.locale].gone, "warning");
    const view = {
      ...{ personId, name: person.name, page: from, roles: person.roles },
      isPending: person.status === "pending",
      ...(person.team === null ? {} : { team: toOption(person.team) }),
      ...(person.manager === null ? {} : { manager: toOption(person.manager) }),
    };
    const [teamOptions, colleagueOptions] = await Promise.all([teams.run(ctx, ""), colleagues.run(ctx, "")]);
    return ask(personForm(ctx.locale, { ...view, teams: teamOptions, colleagues: colleagueOptions }));
  },
});

/** The submitted form. Saving somebody who waits lets them in. */
export const personSubmitted = form({
  id: "people.person",
  payload: z.object({ personId: z.uuid(), page }),
  roles: ["admin"],
  run: async (ctx, { payload, values }) => {
    const t = peopleTexts[ctx.locale];
    const wanted = { personId: payload.personId, roles: rolesIn(values), ...chosen(values) };
    if (wanted.roles.length === 0) return invalid({ roles: t.needRole });
    const refusal = await savePerson(ctx, wanted);
    if (refusal !== undefined) return invalid(refusal);
    return update(await drawPeople(ctx, payload.page), t.saved);
  },
});

function rolesIn(values: FormValues): Role[] {
  const value = values["roles"];
  const given = value?.type === "options" ? value.values : [];
  return roles.filter((role) => given.includes(role));
}

function chosen(values: FormValues): Pick<Wanted, "team" | "manager"> {
  return { team: searchedOf(values, "team"), manager: searchedOf(values, "manager") };
}

const optionsMax = 30;

/** Answers the searched select of teams while the admin types. */
export const teams: OptionSource = {
  source: "people.team",
  run: async (ctx, query) => {
    const wanted = query.trim().toLowerCase();
    const found = (await allTeams(ctx)).filter(({ name }) => name.toLowerCase().includes(wanted));
    return found.slice(0, optionsMax).map(toOption);
  },
};

/** Answers a searched select of colleagues while somebody types. */
export const colleagues: OptionSource = {
  source: "people.colleague",
  run: async (ctx, query) => (await colleaguesNamed(ctx, query.trim(), optionsMax)).map(toOption),
};

function toOption({ id, name }: { readonly id: string; readonly name: string }): Option {
  return { value: id, label: name };
}
