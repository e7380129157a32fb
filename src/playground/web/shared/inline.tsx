import { Fragment } from "react";
import { keyed } from "./keyed.ts";
import { UnknownComponent } from "./unknown.tsx";

/** A run of text as both platforms' markup knows it. */
export type Inline =
  | { readonly kind: "text" | "code" | "mention" | "unknown"; readonly text: string }
  | { readonly kind: "bold" | "italic" | "strike"; readonly inner: readonly Inline[] }
  | { readonly kind: "link"; readonly url: string; readonly inner: readonly Inline[] }
  | { readonly kind: "color" | "tag"; readonly color: string; readonly inner: readonly Inline[] };

/** Line breaks are kept by the style sheet (`white-space: pre-wrap`). */
export function Inlines({ runs }: { readonly runs: readonly Inline[] }) {
  return keyed(runs).map(({ key, thing }) => <Fragment key={key}>{drawRun(thing)}</Fragment>);
}

function drawRun(run: Inline) {
  switch (run.kind) {
    case "text":
      return run.text;
    case "code":
      return <code>{run.text}</code>;
    case "mention":
      return <span className="mention">{run.text}</span>;
    case "unknown":
      return <UnknownComponent name={run.text} />;
    case "bold":
      return (
        <strong>
          <Inlines runs={run.inner} />
        </strong>
      );
    case "italic":
      return (
        <em>
          <Inlines runs={run.inner} />
        </em>
      );
    case "strike":
      return (
        <s>
          <Inlines runs={run.inner} />
        </s>
      );
    case "link":
      return (
        <WebLink url={run.url}>
          <Inlines runs={run.inner} />
        </WebLink>
      );
    case "color":
    case "tag":
      return (
        <span className={`${run.kind === "tag" ? "text-tag " : ""}color-${run.color}`}>
          <Inlines runs={run.inner} />
        </span>
      );
  }
}

/** Opens beside the page. Anything but a web address stays words. */
function WebLink({ url, children }: { readonly url: string; readonly children: React.ReactNode }) {
  if (!isWebAddress(url)) return children;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

export function isWebAddress(url: string): boolean {
  return /^(https?|mailto|tel):/i.test(url);
}
