import { describe, expect, it } from "vitest";
import type { JsonObject } from "#playground/slack/json.ts";
import samples from "../specs/feishu-card2-samples.json" with { type: "json" };
import { feishuFaults, propertyFaults } from "../support/feishu-validator.ts";
import { slackMessageFaults } from "../support/slack-validator.ts";

/** What the documentation's own samples write beside its tables: older spellings, names of styles of their own. */
const slips =
  /\.(?:action_type|confirm|fallback|fields|position|url|value): not in the tables$|: (?:grey|normal_v2) is not one of/;

describe("the second witness of Feishu's cards", () => {
  it("takes the official samples but for spellings that are not in the tables", () => {
    const faults = samples.flatMap(([, card]) => propertyFaults(card));
    expect(faults.filter((fault) => !slips.test(fault))).toEqual([]);
    expect(faults.length).toBeLessThan(20);
  });

  it.each([
    [{ tag: "markdown", content: "x", colour: "red" }, "colour: not in the tables"],
    [{ tag: "button", text: { tag: "plain_text", content: "x".repeat(101) } }, "over 100 characters"],
    [{ tag: "button", text: { tag: "plain_text", content: "x", bold: true } }, "bold: not in the tables"],
    [{ tag: "button", type: "green" }, "green is not one of"],
    [{ tag: "input", name: 7 }, "not of type"],
    [{ tag: "hr", margin: "100px" }, "100px"],
    [{ tag: "markdown" }, "content: missing"],
  ])("refuses %j", (element, fault) => {
    expect(propertyFaults({ body: { elements: [element] } }).join()).toContain(fault);
  });

  it("sees a mention of everybody", () => {
    const card = { schema: "2.0", body: { elements: [{ tag: "markdown", content: "<at id=all></at>" }] } };
    expect(feishuFaults(card)).toEqual(["a mention: <at id=all></at>"]);
  });
});

describe("the second witness of Slack's messages", () => {
  const section = (text: JsonObject) => ({ type: "section", text });
  const words = { type: "mrkdwn", text: "x", verbatim: true };
  const message = (...blocks: readonly JsonObject[]) => ({ text: "x", blocks });
  const option = { text: { type: "plain_text", text: "x" }, value: "x" };
  const button = { type: "button", action_id: "a", text: { type: "plain_text", text: "x" } };

  it("takes a message", () => expect(slackMessageFaults(message(section(words)))).toEqual([]));

  it.each([
    ["a mention of everybody", message(section({ ...words, text: "<!channel>" })), "<!channel>"],
    ["a mention in the text", { ...message(section(words)), text: "<!here>" }, "<!here>"],
    ["no text", { ...message(section(words)), text: " " }, "no text"],
    ["a long text", { ...message(section(words)), text: "x".repeat(4001) }, "characters of text"],
    ["51 blocks", message(...Array.from({ length: 51 }, () => ({ type: "divider" }))), "blocks: 51"],
    ["a button twice", message({ type: "actions", elements: [button, button] }), "action_id twice: a"],
    [
      "an option twice",
      message({ type: "actions", elements: [{ type: "static_select", options: [option, option] }] }),
      "option twice",
    ],
    ["an unknown property", message({ ...section(words), colour: "red" }), "schema: "],
  ])("refuses %s", (_, broken, fault) => {
    expect(slackMessageFaults(broken).join("\n")).toContain(fault);
  });
});
