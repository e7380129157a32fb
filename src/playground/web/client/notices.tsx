import { t } from "../texts.ts";
import type { Notices as Held } from "./use-notices.ts";

export function Notices({ notices }: { readonly notices: Held }) {
  return (
    <div className="notices" role="status" aria-label={t.notices}>
      {notices.shown.map(({ id, text }) => (
        <p key={id} className="notice" data-testid="toast">
          <span>{text}</span>
          <button type="button" aria-label={t.dismiss} onClick={() => notices.dismiss(id)}>
            ×
          </button>
        </p>
      ))}
    </div>
  );
}
