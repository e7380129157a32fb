import { teamDay } from "#cards/team/day.ts";
import type { Sample } from "#chat/feature.ts";
import { hostileName, hostileText, longText, many, sampleWords } from "#chat/sample-texts.ts";

const quiet = { loggedToday: 0, loggedThisWeek: 0, lateThisWeek: 0, overdueTodos: 0 };

/** Every card of the feature, at its shortest and at its longest. */
export const teamSamples: readonly Sample[] = [
  {
    name: "day-of-nobody",
    make: (locale) => teamDay(locale, { day: sampleWords[locale].friday, people: [] }),
  },
  {
    name: "day",
    make: (locale) => {
      const { friday, monday, other, person } = sampleWords[locale];
      const busy = { loggedToday: 2, loggedThisWeek: 7, lateThisWeek: 1, overdueTodos: 3, last: monday };
      return teamDay(locale, {
        day: friday,
        people: [
          { name: person, ...busy },
          { name: other, ...quiet },
        ],
      });
    },
  },
  {
    name: "day-hostile",
    make: (locale) =>
      teamDay(locale, {
        day: longText,
        people: many(150, (number) => ({ ...quiet, name: `${number} ${hostileName}`, last: hostileText })),
      }),
  },
];
