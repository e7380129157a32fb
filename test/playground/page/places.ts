import type { ElementPath } from "#playground/web/wire.ts";

type Json = Readonly<Record<string, unknown>>;
const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null;

/** Where a button of a message or view stands: ids on Slack. */
export function onSlack(json: unknown, label: string, blockId = ""): ElementPath & { blockId: string } {
  if (Array.isArray(json) || !isJson(json)) {
    const found = Array.isArray(json) ? json.map((one) => tryTo(() => onSlack(one, label, blockId))) : [];
    const [first] = found.filter((one) => one !== undefined);
    if (first !== undefined) return first;
    throw new Error(`no button ${label}`);
  }
  const own = typeof json["block_id"] === "string" ? json["block_id"] : blockId;
  const text = isJson(json["text"]) ? json["text"]["text"] : undefined;
  if (json["type"] === "button" && text === label)
    return { blockId: own, actionId: String(json["action_id"]) };
  return onSlack(Object.values(json), label, own);
}

function tryTo<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** The way to the first component of a Feishu card that fits. */
export function onFeishu(card: unknown, fits: (element: Json) => boolean): readonly number[] {
  const walk = (children: readonly unknown[]): readonly number[] | undefined => {
    for (const [index, child] of children.entries()) {
      if (!isJson(child)) continue;
      if (fits(child)) return [index];
      const rest = walk([...listAt(child, "columns"), ...listAt(child, "elements")]);
      if (rest !== undefined) return [index, ...rest];
    }
    return undefined;
  };
  const body = isJson(card) && isJson(card["body"]) ? card["body"] : {};
  const way = walk(listAt(body, "elements"));
  if (way === undefined) throw new Error("no such component");
  return way;
}

function listAt(json: Json, key: string): readonly unknown[] {
  const value = json[key];
  return Array.isArray(value) ? value : [];
}

/** Whether a component is the button of that label. */
export const labelled = (label: string) => (element: Json) =>
  element["tag"] === "button" && isJson(element["text"]) && element["text"]["content"] === label;
