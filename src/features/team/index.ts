import { dayText } from "#cards/shared/dates.ts";
import { type TeamView, teamDay } from "#cards/team/day.ts";
import { teamTexts } from "#cards/team/texts.ts";
import type { Command, Feature, HandlerCtx } from "#chat/feature.ts";
import { say } from "#chat/reply.ts";
import { peopleBelow } from "#directory/people.ts";
import { mondayOf } from "#domain/calendar/civil.ts";
import { instantOf, localDateOf } from "#domain/calendar/zone.ts";
import { teamSamples } from "./samples.ts";
import { teamNumbers } from "./store.ts";

const team: Command = {
  id: "team.day",
  words: { zh: ["团队"], en: ["team"] },
  takesText: false,
  roles: ["supervisor", "manager", "director", "admin"],
  help: { zh: teamTexts.zh.commandHelp, en: teamTexts.en.commandHelp },
  run: async (ctx) => say(teamDay(ctx.locale, await readTeam(ctx))),
};

async function readTeam(ctx: HandlerCtx): Promise<TeamView> {
  const { actor, now, locale, db, workspaceId } = ctx;
  const today = localDateOf(now, actor.tz);
  const dates = { locale, tz: actor.tz, now };
  const people = await teamNumbers(db, {
    workspaceId,
    personIds: [...(await peopleBelow(ctx, actor))],
    now,
    today: instantOf(today, "00:00", actor.tz),
    monday: instantOf(mondayOf(today), "00:00", actor.tz),
  });
  return {
    day: dayText(today, dates),
    people: people.map(({ lastOn, ...person }) => ({
      ...person,
      ...(lastOn !== null && { last: dayText(lastOn, dates) }),
    })),
  };
}

export const teamFeature: Feature = { name: "team", commands: [team], samples: teamSamples };
