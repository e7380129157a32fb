/**
 * Text in which what we wrote and what people wrote stay apart: a renderer escapes values once, in its
 * platform's way, so that a note reading `<!channel>` or `<at id=all></at>` pings nobody.
 */
export type Text = readonly TextPart[];

export type TextPart =
  /** Written by us: `**bold**` and line breaks are the only markup. */
  | { readonly type: "authored"; readonly text: string }
  /** Written by a person or stored: shown as it stands. */
  | { readonly type: "value"; readonly text: string }
  /** A person of the workspace: becomes a mention where the platform knows the account, else the name. */
  | { readonly type: "person"; readonly name: string; readonly userId?: string }
  | { readonly type: "link"; readonly label: string; readonly url: string };

export type Interpolated = string | number | TextPart | Text;

/** Tagged template: the template is authored, what is interpolated is a value unless it is a part already. */
export function md(authored: TemplateStringsArray, ...values: readonly Interpolated[]): Text {
  return authored.flatMap((text, index) => {
    const parts: TextPart[] = text === "" ? [] : [{ type: "authored", text }];
    const value = values[index];
    return value === undefined ? parts : [...parts, ...toParts(value)];
  });
}

/** A whole text that somebody else wrote. */
export function value(text: string): Text {
  return [{ type: "value", text }];
}

/** A whole text that we wrote, e.g. from a catalogue. */
export function authored(text: string): Text {
  return [{ type: "authored", text }];
}

/** The words alone, for summaries, notifications and screen readers. */
export function plain(text: Text): string {
  let words = "";
  for (const part of text) words += plainPart(part);
  return words;
}

function plainPart(part: TextPart): string {
  if (part.type === "authored") return part.text.replaceAll("**", "");
  if (part.type === "value") return part.text;
  return part.type === "person" ? part.name : part.label;
}

function toParts(value: Interpolated): Text {
  if (typeof value === "string" || typeof value === "number") return [{ type: "value", text: String(value) }];
  return "type" in value ? [value] : value;
}
