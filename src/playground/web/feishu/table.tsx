import { useState } from "react";
import { Inlines } from "../shared/inline.tsx";
import { isObject, type Json, listOf, numberAt, objectsAt, textAt } from "../shared/json.ts";
import { keyed } from "../shared/keyed.ts";
import { nameOf, type RenderContext, useSurface } from "../shared/surface.tsx";
import { UnknownComponent } from "../shared/unknown.tsx";
import { languageTags, words } from "../shared/words.ts";
import { readInline } from "./markdown.ts";
import type { ElementProps } from "./place.tsx";

/** https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/content-components/table: 5 rows a page, else 1 to 10. */
export function FeishuTable({ element }: ElementProps) {
  const { ctx } = useSurface();
  const [page, setPage] = useState(0);
  const t = words[ctx.locale];
  const rows = objectsAt(element, "rows");
  const size = numberAt(element, "page_size") ?? 5;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const at = Math.min(page, pages - 1);
  const shown = rows.slice(at * size, (at + 1) * size);
  const columns = objectsAt(element, "columns");
  return (
    <div className="fs-table">
      {/* biome-ignore lint/a11y/useSemanticElements: a group of no fields; a section would be a landmark */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: too wide a table is moved within its frame, by keyboard too */}
      <div role="group" className="fs-table-frame" aria-label={t.table} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={textAt(column, "name")} scope="col">
                  {textAt(column, "display_name") ?? textAt(column, "name")}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {keyed(shown).map(({ key, thing: row }) => (
              <tr key={key}>
                {columns.map((column) => (
                  <td key={textAt(column, "name")}>
                    <Cell column={column} value={row[textAt(column, "name") ?? ""]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <div className="fs-pager">
          <button
            type="button"
            aria-disabled={at === 0}
            aria-label={t.earlierPage}
            onClick={() => setPage(Math.max(0, at - 1))}
          >
            ‹
          </button>
          <span role="status">{t.page(at + 1, pages)}</span>
          <button
            type="button"
            aria-disabled={at === pages - 1}
            aria-label={t.laterPage}
            onClick={() => setPage(Math.min(pages - 1, at + 1))}
          >
            ›
          </button>
        </div>
      )}
    </div>
  );
}

function Cell({ column, value }: { readonly column: Json; readonly value: unknown }) {
  const { ctx } = useSurface();
  const type = textAt(column, "data_type") ?? "text";
  switch (type) {
    case "text":
    case "number":
      return String(value ?? "");
    case "lark_md":
    case "markdown":
      return <Inlines runs={readInline(String(value ?? ""), ctx)} />;
    case "date":
      return dayOf(value, ctx);
    case "persons":
      return (Array.isArray(value) ? value : [value])
        .map((id) => nameOf(ctx, String(id)) ?? String(id))
        .join(", ");
    case "options":
      return listOf(value)
        .filter(isObject)
        .map((option) => textAt(option, "text"))
        .join(", ");
    default:
      return <UnknownComponent name={`table ${type}`} />;
  }
}

/** Milliseconds. */
function dayOf(value: unknown, { locale, timeZone }: RenderContext): string {
  const at = new Date(Number(value));
  if (Number.isNaN(at.getTime())) return "";
  return new Intl.DateTimeFormat(languageTags[locale], {
    dateStyle: "medium",
    ...(timeZone && { timeZone }),
  }).format(at);
}
