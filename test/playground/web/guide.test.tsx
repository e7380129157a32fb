import { expect, test } from "vitest";
import type { Card } from "#chat/card.ts";
import { features } from "#features/index.ts";
import { renderCard as onFeishu } from "#platforms/feishu/render-card.ts";
import { renderCard as onSlack } from "#platforms/slack/render-card.ts";
import { progressOf, tickedOff } from "#playground/web/guide/progress.ts";
import { objectOf, objectsAt } from "#playground/web/shared/json.ts";
import type { ClientView, ElementPath } from "#playground/web/wire.ts";

/** A morning's digest, and the card of a to-do that is due. */
function sample(feature: string, name: string): Card {
  const samples = features.find((one) => one.name === feature)?.samples ?? [];
  const made = samples.find((one) => one.name === name)?.make("en");
  if (made === undefined || "fields" in made) throw new Error(`${feature} has no card called ${name}`);
  return made;
}

function viewOf(raw: unknown): ClientView {
  const message = { from: { id: "B", name: "Genjin", isBot: true }, at: "", ephemeral: false };
  return {
    ...{ user: "U", toasts: [] },
    conversations: [{ id: "D", title: "Genjin", kind: "direct", summary: "", unread: 0 }],
    messages: { D: [{ ...message, id: "M", raw, kind: "card" }] },
  };
}

/** Where every button of Slack's blocks stands. */
function slackPaths(raw: unknown): readonly ElementPath[] {
  return objectsAt(objectOf(raw), "blocks").flatMap((block) =>
    [...objectsAt(block, "elements"), objectOf(block["accessory"])]
      .filter((one) => one["type"] === "button")
      .map((one) => ({ blockId: String(block["block_id"]), actionId: String(one["action_id"]) })),
  );
}

/** Where every button of a Feishu card stands. */
function feishuPaths(place: unknown, index: readonly number[] = []): readonly ElementPath[] {
  if (objectOf(place)["tag"] === "button") return [{ index }];
  const inside = [...objectsAt(objectOf(place), "columns"), ...objectsAt(objectOf(place), "elements")];
  return inside.flatMap((one, at) => feishuPaths(one, [...index, at]));
}

const withBlockIds = (drawn: unknown) => ({
  ...objectOf(drawn),
  blocks: objectsAt(objectOf(drawn), "blocks").map((block, at) => ({ block_id: `b${at}`, ...block })),
});

const digest = sample("my-day", "day");
const cases = [
  { name: "Slack", raw: withBlockIds(onSlack(digest)), pathsOf: slackPaths },
  {
    name: "Feishu",
    raw: onFeishu(digest),
    pathsOf: (raw: unknown) => feishuPaths(objectOf(objectOf(raw)["body"])),
  },
] as const;

for (const { name, raw, pathsOf } of cases) {
  test(`on ${name} a press on "done" ticks off its own to-do, and a snooze nothing`, () => {
    const view = viewOf(raw);
    const paths = pathsOf(raw);
    const ticked = paths.map((element) => tickedOff(view, { do: "press", message: "M", element }));
    const { open } = progressOf(view);
    expect(open.length).toBeGreaterThan(1);
    expect(ticked.filter((one) => one !== undefined)).toEqual(open);
    expect(ticked.filter((one) => one === undefined).length).toBeGreaterThanOrEqual(open.length);
  });
}

for (const [platform, draw] of [
  ["Slack", (card: Card) => withBlockIds(onSlack(card))],
  ["Feishu", onFeishu],
] as const) {
  test(`on ${platform} a lead is to be graded until it waits for its approval`, () => {
    for (const name of ["registered", "registered-answered"]) {
      const { toGrade, isGraded } = progressOf(viewOf(draw(sample("lead", name))));
      expect(toGrade).toMatchObject({ message: "M", nth: 0 });
      expect(isGraded).toBe(false);
    }
    expect(progressOf(viewOf(draw(sample("lead", "waiting"))))).toMatchObject({
      ...{ toGrade: undefined, isGraded: true },
    });
  });

  test(`on ${platform} the newest approval of a list is pointed at, and none once it is approved`, () => {
    const { toApprove, waiting } = progressOf(viewOf(draw(sample("approval", "list-full"))));
    expect(waiting.length).toBeGreaterThan(1);
    expect(toApprove?.nth).toBe(waiting.length - 1);
    expect(progressOf(viewOf(draw(sample("approval", "approved"))))).toMatchObject({
      ...{ toApprove: undefined, waiting: [] },
    });
  });
}

test("a press on what is gone ticks off nothing", () => {
  const view = viewOf(cases[0].raw);
  const element = { index: [0] };
  expect(tickedOff(view, { do: "press", message: "gone", element })).toBeUndefined();
});
