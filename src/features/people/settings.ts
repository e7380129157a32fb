import { z } from "zod";
import { holdSeatsOf } from "#approval/stand-in.ts";
import { type SettingsView, settingsCard, settingsForm } from "#cards/people/settings.ts";
import { peopleTexts } from "#cards/people/texts.ts";
import { commonTimeZones, timeZoneLabel, timeZonesNamed } from "#cards/people/time-zones.ts";
import { roleNames } from "#cards/shared/roles.ts";
import { type Actor, hasRole } from "#chat/actor.ts";
import type { Card } from "#chat/card.ts";
import { action, type Command, form, type HandlerCtx, type OptionSource } from "#chat/feature.ts";
import type { FormValues } from "#chat/form.ts";
import { locales } from "#chat/locale.ts";
import { optionOf, searchedOf, textOf } from "#chat/read-values.ts";
import { ask, invalid, say, update } from "#chat/reply.ts";
import { lookAgainAtLeads } from "#directory/leads/clock.ts";
import { admins } from "#directory/people.ts";
import { isTimeZone } from "#domain/calendar/zone.ts";
import {
  type Absence,
  absenceText,
  absenceView,
  isSameAbsence,
  readAbsence,
  saveAbsence,
  storedAbsence,
} from "./absence.ts";
import { readClock, readHours } from "./clock-text.ts";
import { changeSettings, findPerson, inOneGo, type SettingsChange } from "./store.ts";

/** `设置` / `settings`. */
export const settings: Command = {
  id: "people.settings",
  words: { zh: ["设置"], en: ["settings"] },
  takesText: false,
  help: { zh: peopleTexts.zh.commandHelp, en: peopleTexts.en.commandHelp },
  run: async (ctx) => say(await drawSettings(ctx, ctx.actor)),
};

async function drawSettings(ctx: HandlerCtx, view: SettingsView): Promise<Card> {
  const { actor } = ctx;
  const [person, present, absence] = await Promise.all([
    findPerson(ctx, actor.personId),
    admins(ctx),
    absenceText(ctx, view.locale),
  ]);
  return settingsCard(view.locale, {
    ...view,
    roles: actor.roles.map((role) => roleNames[view.locale][role]),
    ...(person?.team ? { team: person.team.name } : {}),
    ...(person?.manager ? { manager: person.manager.name } : {}),
    ...(absence === undefined ? {} : { absence }),
    isAdmin: hasRole(actor, "admin"),
    hasNoAdmin: present.length === 0,
  });
}

/** "Edit" on the settings. */
export const editSettings = action({
  id: "people.edit-settings",
  payload: z.object({}),
  run: async (ctx) => {
    const { locale, actor } = ctx;
    const timeZones = commonTimeZones(locale);
    return ask(settingsForm(locale, { ...actor, timeZones, absence: await absenceView(ctx) }));
  },
});

/** The submitted form. What follows from it, the card included, is in the new language. */
export const settingsSubmitted = form({
  id: "people.settings",
  payload: z.object({}),
  run: async (ctx, { values }) => {
    const read = readSettings(ctx.actor, values);
    const away = await readAbsence(ctx, values);
    if ("errors" in read) return invalid(read.errors);
    if ("errors" in away) return invalid(away.errors);
    const { change } = read;
    await save(ctx, change, away.absence);
    const view: SettingsView = {
      ...change,
      workingHours: [change.workStart, change.workEnd],
      quietHours: [change.quietStart, change.quietEnd],
    };
    return update(await drawSettings(ctx, view), peopleTexts[change.locale].saved);
  },
});

/** Leads, what waits and then the person are held, as everybody does. */
async function save(ctx: HandlerCtx, change: SettingsChange, absence: Absence): Promise<void> {
  const { now, workspaceId, actor } = ctx;
  const { personId } = actor;
  const otherHours = hasOtherHours(actor, change);
  const former = await storedAbsence(ctx, personId);
  // The mornings on which an absence is looked at again are of one's own hours.
  const isMoved = !isSameAbsence(former, absence) || (absence !== undefined && otherHours);
  await ctx.db.$transaction(async (db) => {
    const scope = { db, workspaceId };
    if (otherHours) await lookAgainAtLeads(scope, now, personId);
    if (isMoved) await holdSeatsOf(scope, personId);
    await changeSettings(scope, personId, { ...change, now });
    if (isMoved) await saveAbsence(scope, { personId, now }, absence);
  }, inOneGo);
}

/** What the timers of somebody's leads go by. */
function hasOtherHours({ tz, workingHours, quietHours }: Actor, change: SettingsChange): boolean {
  const { workStart, workEnd, quietStart, quietEnd } = change;
  const [before, after] = [
    [tz, ...workingHours, ...quietHours],
    [change.tz, workStart, workEnd, quietStart, quietEnd],
  ];
  return before.some((hour, index) => hour !== after[index]);
}

type Read = { readonly change: SettingsChange } | { readonly errors: Readonly<Record<string, string>> };

function readSettings(actor: Actor, values: FormValues): Read {
  const t = peopleTexts[actor.locale];
  const tz = readTimeZone(values);
  const working = readHours(textOf(values, "workingHours") ?? "");
  const quietText = textOf(values, "quietHours");
  const quiet = quietText === undefined ? (["00:00", "00:00"] as const) : readHours(quietText);
  const digestAt = readClock(textOf(values, "digestAt") ?? "");
  const isDay = working !== undefined && working[0] < working[1];
  if (tz !== undefined && isDay && quiet !== undefined && digestAt !== undefined) {
    const language = optionOf(values, "language");
    const [[workStart, workEnd], [quietStart, quietEnd]] = [working, quiet];
    const locale = locales.find((one) => one === language) ?? actor.locale;
    return { change: { locale, tz, workStart, workEnd, quietStart, quietEnd, digestAt } };
  }
  return {
    errors: {
      ...(tz === undefined ? { timeZone: t.badTimeZone } : {}),
      ...(isDay ? {} : { workingHours: t.badHours }),
      ...(quiet === undefined ? { quietHours: t.badHours } : {}),
      ...(digestAt === undefined ? { digestAt: t.badTime } : {}),
    },
  };
}

/** A chosen zone, or one that the typed words name without a doubt. */
function readTimeZone(values: FormValues): string | undefined {
  const given = searchedOf(values, "timeZone");
  if (given === undefined) return undefined;
  if ("option" in given) return isTimeZone(given.option) ? given.option : undefined;
  const [only, ...others] = timeZonesLike(given.typed);
  return others.length === 0 ? only : undefined;
}

/** The very zone that is named; else those of which the words are a part of the name, the known ones first. */
function timeZonesLike(words: string): string[] {
  const wanted = words.trim().toLowerCase().replaceAll(" ", "_");
  if (isTimeZone(wanted))
    return [new Intl.DateTimeFormat("en", { timeZone: wanted }).resolvedOptions().timeZone];
  const known = timeZonesNamed(words);
  const all = Intl.supportedValuesOf("timeZone");
  return known.length > 0 ? known : all.filter((tz) => tz.toLowerCase().includes(wanted));
}

const timeZonesShown = 30;

/** Answers the searched select while the person types. */
export const timeZones: OptionSource = {
  source: "people.time-zone",
  run: async ({ locale }, query) =>
    timeZonesLike(query)
      .slice(0, timeZonesShown)
      .map((tz) => ({ value: tz, label: timeZoneLabel(locale, tz) })),
};
