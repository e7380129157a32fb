import { SURFACES } from "./block-shapes.ts";
import { isList, type JsonObject, objectAt, objectsAt, textAt } from "./json.ts";

/** A rule that no single property can tell. */
export type CrossRule = {
  readonly id: string;
  readonly cite: string;
  readonly message: string;
  /** Slack's error code where it is not that of any invalid block. */
  readonly error?: string;
  readonly broken: (value: JsonObject) => boolean;
};

const COUNT = { cite: docs("blocks") };
const MESSAGE_BLOCKS_MAX = 50;
/** Undocumented; reported in https://github.com/slackapi/bolt-js/issues/2509. */
const BLOCKS_JSON_MAX = 13_200;
const MARKDOWN_MAX = 12_000;
const ATTACHMENTS_MAX = 100;
const UPDATE_TEXT_MAX = 4000;
const VIEW_BYTES_MAX = 250_000;

export const MESSAGE_RULES: readonly CrossRule[] = [
  {
    ...COUNT,
    id: "message-blocks-count",
    message: `no more than ${MESSAGE_BLOCKS_MAX} items allowed`,
    broken: (message) => objectsAt(message, "blocks").length > MESSAGE_BLOCKS_MAX,
  },
  {
    ...COUNT,
    id: "message-block-surface",
    message: "block is not allowed in messages",
    broken: (message) => misplaced(message, "message"),
  },
  {
    ...COUNT,
    id: "message-block-id-unique",
    message: "block_id must be unique within the message",
    broken: (message) => hasTwins(objectsAt(message, "blocks").map((block) => textAt(block, "block_id"))),
  },
  {
    id: "message-blocks-too-long",
    cite: "https://github.com/slackapi/bolt-js/issues/2509",
    message: `blocks are longer than ${BLOCKS_JSON_MAX} characters`,
    error: "msg_blocks_too_long",
    broken: (message) => [...JSON.stringify(message["blocks"] ?? [])].length > BLOCKS_JSON_MAX,
  },
  {
    id: "message-one-table",
    cite: docs("blocks/table-block"),
    message: "only one table is allowed",
    broken: (message) => blocksOfType(message, "table").length > 1,
  },
  {
    id: "message-markdown-length",
    cite: docs("blocks/markdown-block"),
    message: `no more than ${MARKDOWN_MAX} characters in all markdown blocks`,
    error: "msg_too_long",
    broken: (message) =>
      lengthOf(blocksOfType(message, "markdown").map((block) => textAt(block, "text"))) > MARKDOWN_MAX,
  },
  {
    id: "markdown-text-length",
    cite: method("chat.postMessage"),
    message: `markdown_text has more than ${MARKDOWN_MAX} characters`,
    error: "msg_too_long",
    broken: (message) => lengthOf([textAt(message, "markdown_text")]) > MARKDOWN_MAX,
  },
  {
    id: "markdown-text-alone",
    cite: method("chat.postMessage"),
    message: "markdown_text cannot be used with text or blocks",
    error: "markdown_text_conflict",
    broken: (message) =>
      message["markdown_text"] !== undefined &&
      (textAt(message, "text") !== undefined || isList(message["blocks"])),
  },
  {
    id: "message-attachments-count",
    cite: method("chat.postMessage"),
    message: `no more than ${ATTACHMENTS_MAX} attachments allowed`,
    error: "too_many_attachments",
    broken: (message) => objectsAt(message, "attachments").length > ATTACHMENTS_MAX,
  },
];

export const UPDATE_RULES: readonly CrossRule[] = [
  {
    id: "update-text-length",
    cite: method("chat.update"),
    message: `text has more than ${UPDATE_TEXT_MAX} characters`,
    error: "msg_too_long",
    broken: (message) => lengthOf([textAt(message, "text")]) > UPDATE_TEXT_MAX,
  },
];

export const VIEW_RULES: readonly CrossRule[] = [
  {
    ...COUNT,
    id: "view-block-surface",
    message: "block is not allowed in this kind of view",
    broken: (view) => misplaced(view, textAt(view, "type") ?? ""),
  },
  {
    ...COUNT,
    id: "view-block-id-unique",
    message: "block_id must be unique within the view",
    broken: (view) => hasTwins(objectsAt(view, "blocks").map((block) => textAt(block, "block_id"))),
  },
  {
    id: "view-input-needs-submit",
    cite: "https://docs.slack.dev/reference/views/modal-views",
    message: "submit is required when an input block is within the blocks array",
    broken: (view) =>
      textAt(view, "type") === "modal" &&
      view["submit"] === undefined &&
      blocksOfType(view, "input").length > 0,
  },
  {
    id: "view-one-focus",
    cite: docs("block-elements/plain-text-input-element"),
    message: "only one element can have focus_on_load",
    broken: (view) => focused(view) > 1,
  },
  {
    id: "view-size",
    cite: method("views.open"),
    message: "the view is larger than 250 kB",
    error: "view_too_large",
    broken: (view) => Buffer.byteLength(JSON.stringify(view)) > VIEW_BYTES_MAX,
  },
];

/** The address of a page of the reference. */
export function docs(page: string): string {
  return `https://docs.slack.dev/reference/block-kit/${page}`;
}

function method(name: string): string {
  return `https://docs.slack.dev/reference/methods/${name}`;
}

function misplaced(of: JsonObject, surface: string): boolean {
  return objectsAt(of, "blocks").some((block) => {
    const allowed = SURFACES[textAt(block, "type") ?? ""];
    return allowed !== undefined && !allowed.includes(surface);
  });
}

/** Whether one of them is given twice. */
export function hasTwins(ids: readonly (string | undefined)[]): boolean {
  const given = ids.filter((id) => id !== undefined);
  return new Set(given).size < given.length;
}

function blocksOfType(of: JsonObject, type: string): readonly JsonObject[] {
  return objectsAt(of, "blocks").filter((block) => textAt(block, "type") === type);
}

function lengthOf(texts: readonly (string | undefined)[]): number {
  return [...texts.join("")].length;
}

function focused(view: JsonObject): number {
  const blocks = objectsAt(view, "blocks");
  const elements = blocks.flatMap((block) => [
    objectAt(block, "element"),
    objectAt(block, "accessory"),
    ...objectsAt(block, "elements"),
  ]);
  return elements.filter((element) => element?.["focus_on_load"] === true).length;
}
