/**
 * Slack's limits, in Unicode code points unless said otherwise.
 * https://docs.slack.dev/reference/block-kit/blocks, .../block-elements and .../composition-objects
 */
export const limits = {
  header: 150,
  section: 3000,
  field: 2000,
  fieldsPerSection: 10,
  buttonsPerRow: 25,
  buttonLabel: 75,
  buttonValue: 2000,
  actionId: 255,
  url: 3000,
  imageAlt: 2000,
  confirm: { title: 100, text: 300, choice: 30 },
  modalTitle: 24,
  modalBlocks: 100,
  privateMetadata: 3000,
  label: 2000,
  placeholder: 150,
  input: 3000,
  /** Slack's own pages disagree (75 or 150): the smaller one. */
  optionLabel: 75,
  optionValue: 75,
  options: 100,
  checkboxes: 10,
  fieldError: 300,
  /** Longer texts are refused by `chat.update` (`msg_too_long`), so no message has one. */
  text: 4000,
  /** In bytes. https://docs.slack.dev/reference/methods/chat.postEphemeral */
  ephemeralTextBytes: 4000,
} as const;

/** What one surface holds: blocks, and characters of their JSON. */
export type Room = { readonly blocks: number; readonly chars: number };

/**
 * Beyond about 13,200 characters of JSON Slack answers `msg_blocks_too_long`, though no page says so:
 * https://github.com/slackapi/bolt-js/issues/2509
 */
export const messageRoom: Room = { blocks: 50, chars: 13_000 };

/** A view may have 250 kB. https://docs.slack.dev/reference/views */
export const homeRoom: Room = { blocks: 100, chars: 60_000 };

/** The text itself, or its beginning with "…", in at most `charsMax` code points. */
export function cut(text: string, charsMax: number): string {
  const whole = wellFormed(text);
  // A string never has more code points than UTF-16 units.
  if (whole.length <= charsMax) return whole;
  // Only the beginning is spread out: a code point takes two units at most.
  const points = [...whole.slice(0, (charsMax + 1) * 2)];
  return points.length <= charsMax ? whole : `${points.slice(0, charsMax - 1).join("")}…`;
}

/** Half characters, the halves of whole ones, and control characters. */
const mayBeMalformed = /[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\uffff]/;

/** Without halves of characters, which cannot be sent as a form, and without control characters other than line breaks. */
export function wellFormed(text: string): string {
  // By far the most texts have none of either, and this is the quicker question.
  if (!mayBeMalformed.test(text)) return text;
  return text.replace(/[\p{Cs}\p{Cc}]/gu, (char) => (char === "\n" || char === "\t" ? char : ""));
}

/** As `cut`, counted in bytes of UTF-8. */
export function cutBytes(text: string, bytesMax: number): string {
  if (Buffer.byteLength(text) <= bytesMax) return text;
  let bytes = Buffer.byteLength("…");
  let kept = "";
  for (const point of text) {
    bytes += Buffer.byteLength(point);
    if (bytes > bytesMax) break;
    kept += point;
  }
  return `${kept}…`;
}
