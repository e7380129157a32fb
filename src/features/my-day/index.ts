import { myDayView } from "#cards/my-day/day.ts";
import { myDayTexts } from "#cards/my-day/texts.ts";
import type { Command, Feature } from "#chat/feature.ts";
import { say } from "#chat/reply.ts";
import { bundle } from "./bundle.ts";
import { digestMessage, digestSweep } from "./digest.ts";
import { drawDay } from "./draw.ts";
import { myDaySamples } from "./samples.ts";

const today: Command = {
  id: "my-day.today",
  words: { zh: ["今天"], en: ["today"] },
  takesText: false,
  help: { zh: myDayTexts.zh.commandHelp, en: myDayTexts.en.commandHelp },
  run: async (ctx) => say(await drawDay(ctx)),
};

export const myDay: Feature = {
  name: "my-day",
  commands: [today],
  views: [{ id: myDayView, draw: drawDay }, bundle],
  messages: [digestMessage],
  sweeps: [digestSweep],
  samples: myDaySamples,
  home: drawDay,
};
