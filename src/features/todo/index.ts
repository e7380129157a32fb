import { todoListView } from "#cards/todo/todo.ts";
import type { Feature } from "#chat/feature.ts";
import { addFor, addSubmitted, todoLine } from "./add.ts";
import { cancel, done, reopen, told } from "./finish.ts";
import { decline, declinedMessage, handedMessage, handedOver, handOver } from "./hand-over.ts";
import { drawTodos, turnPage } from "./list.ts";
import { todoDueMessage, todoSweep } from "./remind.ts";
import { todoSamples } from "./samples.ts";
import { changeTime, chooseTime, snooze, timeChanged, timeChosen } from "./snooze.ts";

export const todo: Feature = {
  name: "todo",
  commands: [todoLine],
  actions: [addFor, turnPage, done, cancel, reopen, told, snooze, chooseTime, changeTime, handOver, decline],
  forms: [addSubmitted, timeChosen, timeChanged, handedOver],
  views: [{ id: todoListView, draw: drawTodos }],
  messages: [todoDueMessage, handedMessage, declinedMessage],
  sweeps: [todoSweep],
  samples: todoSamples,
};
