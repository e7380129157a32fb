import { cardOf, type Part, partsOf, wordsOf } from "./card-parts.ts";
import { type Json, list, parseJson, record, records, text } from "./json.ts";
import { drawn } from "./markdown.ts";
import type { FeishuMessage, World } from "./types.ts";

/** Every word of a message as a person reads it: one line per element, names in place of mentions. */
export function messageText(world: World, message: FeishuMessage): string {
  if (message.msgType === "interactive") return cardLines(world, cardOf(message)).join("\n");
  const content = record(parseJson(message.content));
  if (message.msgType === "post") return postLines(world, content).join("\n");
  const words = text(content["text"]);
  if (words === undefined) return text(content["file_name"]) ?? `[${message.msgType}]`;
  return message.mentions.reduceRight(
    (line, mention) => line.replace(mention.key, `@${mention.name}`),
    withNames(world, words),
  );
}

/** Header first, then the body from top to bottom. */
export function cardLines(world: World, card: Json): readonly string[] {
  const header = record(card["header"]);
  const tags = records(header["text_tag_list"]).map((tag) => wordsOf(tag["text"]));
  const head = [wordsOf(header["title"]), wordsOf(header["subtitle"]), tags.join(" ")];
  const body = partsOf(card).map((part) => partText(world, part));
  return [...head, ...body].filter((line) => line !== "");
}

function partText(world: World, { tag, element }: Part): string {
  switch (tag) {
    case "markdown":
      return plain(world, text(element["content"]) ?? "");
    case "div":
      return [element["text"], ...records(element["fields"]).map((field) => field["text"])]
        .map((words) => plain(world, wordsOf(words)))
        .filter(Boolean)
        .join("\n");
    case "button":
    case "checker":
      return plain(world, wordsOf(element["text"]));
    case "collapsible_panel":
      return plain(world, wordsOf(record(element["header"])["title"]));
    case "input":
      return [wordsOf(element["label"]), text(element["default_value"])].filter(Boolean).join(" ");
    case "select_static":
    case "multi_select_static":
      return chosenLabels(element).join(", ") || wordsOf(element["placeholder"]);
    case "date_picker":
    case "picker_time":
    case "picker_datetime":
      return initialOf(element) || wordsOf(element["placeholder"]);
    case "select_person":
    case "multi_select_person":
      return wordsOf(element["placeholder"]);
    case "img":
      return wordsOf(element["title"]) || wordsOf(element["alt"]);
    case "person":
      return nameOf(world, text(element["user_id"]) ?? "");
    case "person_list":
      return records(element["persons"])
        .map((person) => nameOf(world, text(person["id"]) ?? ""))
        .join(", ");
    case "chart":
      return text(record(record(element["chart_spec"])["title"])["text"]) ?? "";
    case "table":
      return tableText(world, element);
    default:
      return "";
  }
}

function tableText(world: World, table: Json): string {
  const columns = records(table["columns"]);
  const head = columns.map((column) => text(column["display_name"]) ?? text(column["name"]) ?? "");
  const rows = records(table["rows"]).map((row) =>
    columns.map((column) => cellText(world, row[text(column["name"]) ?? ""])),
  );
  return [head, ...rows].map((cells) => cells.join(" | ")).join("\n");
}

function cellText(world: World, value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return plain(world, value);
  return list(value)
    .map((one) => text(record(one)["text"]) ?? nameOf(world, String(one)))
    .join(", ");
}

function chosenLabels(element: Json): readonly string[] {
  const chosen = [text(element["initial_option"]), ...list(element["selected_values"])];
  return records(element["options"])
    .filter((option) => chosen.includes(text(option["value"]) ?? ""))
    .map((option) => wordsOf(option["text"]));
}

function initialOf(element: Json): string {
  const keys = ["initial_date", "initial_time", "initial_datetime"];
  return keys.map((key) => text(element[key]) ?? "").join("");
}

function plain(world: World, markdown: string): string {
  return drawn(withNames(world, markdown));
}

/** Messages write `<at user_id="ou_x">name</at>`, cards `<at id=ou_x></at>` and `<at ids=a,b></at>`. */
function withNames(world: World, words: string): string {
  return words.replaceAll(
    /<at\s+(?:user_id|ids?)\s*=\s*["']?([^"'>\s]+)["']?\s*>.*?<\/at>/g,
    (_, ids: string) =>
      ids
        .split(",")
        .map((id) => `@${nameOf(world, id)}`)
        .join(" "),
  );
}

function nameOf(world: World, id: string): string {
  if (id === "all") return "all";
  if (id === world.botOpenId) return world.appName;
  return world.users.get(id)?.name ?? id;
}

function postLines(world: World, content: Json): readonly string[] {
  const body = "content" in content ? content : record(Object.values(content)[0]);
  const lines = list(body["content"]).map((line) =>
    records(line)
      .map((run) => {
        if (run["tag"] === "at") return `@${nameOf(world, text(run["user_id"]) ?? "")}`;
        return text(run["text"]) ?? (run["tag"] === "img" ? "[image]" : "");
      })
      .join(""),
  );
  return [text(body["title"]) ?? "", ...lines].filter((line) => line !== "");
}
