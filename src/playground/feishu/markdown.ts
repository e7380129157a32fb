const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', nbsp: " " };

/**
 * What is left of Feishu's Markdown once it is drawn: no tags, no marks, entities as the characters they stand
 * for. https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/content-components/rich-text
 */
export function drawn(markdown: string): string {
  return markdown
    .replaceAll(/<\/?[a-z_]+(\s[^>]*)?\/?>/gi, "")
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/\*\*|~~/g, "")
    .replaceAll(/^#{1,6} /gm, "")
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/&(lt|gt|amp|quot|nbsp);/g, (_, name: string) => ENTITIES[name] ?? "")
    .replaceAll(/\\([\\*_~`[\]()<>#!|])/g, "$1")
    .trim();
}
