/**
 * Text as Slack sends it, in plain words: `<@U1|li>` becomes `@li`, a link its label, and `&lt; &gt; &amp;` what they stand for.
 * The mention of the bot itself is cut off. https://docs.slack.dev/messaging/formatting-message-text#parsing
 */
export function readText(text: string, botUserId?: string): string {
  const own = botUserId === undefined ? undefined : new RegExp(`\\s*<@${botUserId}(\\|[^>]*)?>\\s*`, "g");
  const addressed = own === undefined ? text : text.replace(own, " ");
  return addressed
    .replace(/<([^<>]+)>/g, (_all, inner: string) => reference(inner))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}

function reference(inner: string): string {
  const bar = inner.indexOf("|");
  const target = bar === -1 ? inner : inner.slice(0, bar);
  const label = bar === -1 ? "" : inner.slice(bar + 1);
  const sign = target[0];
  if (sign === "@" || sign === "#") return sign + (label || target.slice(1));
  if (target.startsWith("!date^")) return label;
  if (sign === "!") return label || `@${target.slice(1)}`;
  return label || target.replace(/^(mailto|tel):/, "");
}
