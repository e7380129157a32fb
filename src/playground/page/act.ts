import { z } from "zod";
import { assertNever } from "#src/errors.ts";
import type { Outcome, SeenFile } from "../client.ts";
import type { FeishuClient } from "../feishu/client.ts";
import type { SlackClient } from "../slack/client.ts";
import type { ActAnswer } from "../web/wire.ts";
import { PageError } from "./answer.ts";
import type { Worlds } from "./view.ts";

const by = { client: z.enum(["slack", "feishu"]), user: z.string() };
const where = { in: z.string().optional() };
const ids = z.object({ blockId: z.string(), actionId: z.string() });
const way = z.object({ index: z.array(z.int().nonnegative()).min(1) });
const element = z.union([ids, way]);
const json = z.record(z.string(), z.json());
const slackValues = z.record(z.string(), z.record(z.string(), json));

/** Body of `POST /playground/act`: `Act` in `../web/wire.ts`. */
export const actSchema = z.discriminatedUnion("do", [
  z.object({ ...by, do: z.literal("say"), text: z.string().trim().min(1), ...where }),
  z.object({ ...by, do: z.literal("file"), name: z.string().min(1).max(200), data: z.base64(), ...where }),
  z.object({ ...by, do: z.literal("command"), text: z.string(), ...where }),
  z.object({
    ...{ ...by, do: z.literal("press"), message: z.string(), element },
    ...{ value: json.optional(), values: slackValues.optional() },
  }),
  z.object({
    ...by,
    do: z.literal("submit"),
    message: z.string(),
    values: json,
    element: element.optional(),
  }),
  z.object({ ...by, do: z.literal("close"), view: z.string() }),
  z.object({ ...by, do: z.literal("options"), message: z.string(), element, query: z.string() }),
  z.object({ ...by, do: z.literal("shortcut"), id: z.string(), message: z.string().optional() }),
  z.object({ ...by, do: z.literal("home") }),
  z.object({ ...by, do: z.literal("menu"), key: z.string() }),
  z.object({ ...by, do: z.literal("enter") }),
]);
type Act = z.infer<typeof actSchema>;

/**
 * Does what a person did in a client, by the id of the element: the pretended platform delivers it, signed.
 * @throws Error in words where the person could not have done it, e.g. at a button that is gone
 */
export async function perform({ slack, feishu }: Worlds, act: Act): Promise<ActAnswer> {
  if (act.client === "feishu") return { outcome: shown(await onFeishu(feishu.client(act.user), act)) };
  const client = slack.client(act.user);
  if (act.do !== "options") return { outcome: shown(await onSlack(client, act)) };
  const startedAt = performance.now();
  const options = await client.optionsAt({ on: act.message, element: idsOf(act.element), query: act.query });
  return { outcome: { status: 200, tookMs: performance.now() - startedAt }, options };
}

/** What a client would show of it. */
function shown({ status, tookMs, error, fieldErrors }: Outcome): Outcome {
  return { status, tookMs, ...(error !== undefined && { error }), ...(fieldErrors && { fieldErrors }) };
}

function onSlack(client: SlackClient, act: Exclude<Act, { do: "options" }>): Promise<Outcome> {
  switch (act.do) {
    case "say":
      return client.say(act.text, placeOf(act));
    case "file":
      return client.sendFile(fileIn(act), placeOf(act));
    case "command":
      return client.command(act.text, placeOf(act));
    case "press":
      return client.pressAt({
        ...{ on: act.message, element: idsOf(act.element), value: act.value, values: act.values },
      });
    case "submit":
      return client.submitAt({ view: act.message, values: slackValues.parse(act.values) });
    case "close":
      return client.closeAt(act.view);
    case "shortcut":
      return act.message === undefined
        ? client.shortcut(act.id)
        : client.messageShortcut(act.id, act.message);
    case "home":
      return client.openHome();
    case "menu":
    case "enter":
      throw new PageError(400, `Slack has nothing that does "${act.do}"`);
    default:
      return assertNever(act);
  }
}

function onFeishu(client: FeishuClient, act: Act): Promise<Outcome> {
  switch (act.do) {
    case "say":
    case "command":
      return client.say(act.text, placeOf(act));
    case "file":
      return client.sendFile(fileIn(act), placeOf(act));
    case "press":
      return client.pressAt({ on: act.message, way: wayOf(act.element), value: act.value });
    case "submit":
      return client.submitAt({
        ...{ on: act.message, way: act.element && wayOf(act.element), values: act.values },
      });
    case "menu":
      return client.pressMenu(act.key);
    case "enter":
      return client.enterChat();
    case "close":
    case "options":
    case "shortcut":
    case "home":
      throw new PageError(400, `Feishu has nothing that does "${act.do}"`);
    default:
      return assertNever(act);
  }
}

function fileIn({ name, data }: { readonly name: string; readonly data: string }): SeenFile {
  return { name, bytes: Buffer.from(data, "base64") };
}

function placeOf(act: { readonly in?: string | undefined }): { in?: string } {
  return act.in === undefined ? {} : { in: act.in };
}

function idsOf(path: z.infer<typeof element>): z.infer<typeof ids> {
  if ("index" in path) throw new PageError(400, "an element of Slack is named by blockId and actionId");
  return path;
}

function wayOf(path: z.infer<typeof element>): readonly number[] {
  if (!("index" in path)) throw new PageError(400, "an element of Feishu is named by its index");
  return path.index;
}
