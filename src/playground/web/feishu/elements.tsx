import { type ReactNode, useId } from "react";
import { type Json, objectsAt, textAt } from "../shared/json.ts";
import { keyed } from "../shared/keyed.ts";
import { Picture } from "../shared/picture.tsx";
import { UnknownComponent } from "../shared/unknown.tsx";
import { FeishuButton, FeishuOverflow } from "./button.tsx";
import { CollapsiblePanel, ColumnSet, Form, InteractiveContainer } from "./containers.tsx";
import { childrenOf, isField } from "./fields.ts";
import { Checker, Input, MultiSelect, Picker, Select } from "./inputs.tsx";
import { unknownInElement } from "./known.ts";
import { Person, PersonList } from "./person.tsx";
import type { ElementProps } from "./place.tsx";
import { FeishuTable } from "./table.tsx";
import { FeishuText, Markdown, wordsOf } from "./text.tsx";

type Props = { readonly of: Json; readonly path: readonly number[] };

/** The children of a card's body or of a container. A select has no label of its own: the words right above it name it. */
export function Elements({ of, path }: Props) {
  const base = useId();
  const children = keyed(childrenOf(of), (child) => textAt(child, "tag") ?? "");
  return children.map(({ key, thing: element }, index) => {
    const above = labelAbove(
      children.map(({ thing }) => thing),
      index,
    );
    const labelledBy = above === undefined ? undefined : `${base}-${above}`;
    return (
      <OneElement
        key={key}
        element={element}
        at={{ path: [...path, index], labelledBy }}
        id={`${base}-${index}`}
      />
    );
  });
}

/** The place of the last words before a field, unless another field took them. */
function labelAbove(children: readonly Json[], index: number): number | undefined {
  if (!isField(textAt(children[index] ?? {}, "tag") ?? "")) return undefined;
  for (let above = index - 1; above >= 0; above -= 1) {
    const tag = textAt(children[above] ?? {}, "tag") ?? "";
    if (tag === "markdown" || tag === "div") return above;
    if (tag !== "hr") return undefined;
  }
  return undefined;
}

function OneElement({ element, at, id }: ElementProps & { readonly id: string }): ReactNode {
  const stranger = unknownInElement(element);
  if (stranger !== undefined) return <UnknownComponent name={stranger} />;
  switch (element["tag"]) {
    case "markdown":
      return <Markdown element={element} id={id} />;
    case "div":
      return <Div element={element} id={id} />;
    case "hr":
      return <hr />;
    case "img":
      return (
        <Picture alt={wordsOf(element["alt"])}>
          {element["title"] !== undefined && <FeishuText of={element["title"]} />}
        </Picture>
      );
    case "person":
      return <Person id={textAt(element, "user_id") ?? ""} element={element} />;
    case "person_list":
      return <PersonList element={element} />;
    case "table":
      return <FeishuTable element={element} at={at} />;
    default:
      return <Interactive element={element} at={at} />;
  }
}

function drawChildren(of: Json, path: readonly number[]): ReactNode {
  return <Elements of={of} path={path} />;
}

function Interactive({ element, at }: ElementProps): ReactNode {
  switch (element["tag"]) {
    case "button":
      return <FeishuButton element={element} at={at} />;
    case "overflow":
      return <FeishuOverflow element={element} at={at} />;
    case "form":
      return <Form element={element} at={at} draw={drawChildren} />;
    case "column_set":
      return <ColumnSet element={element} at={at} draw={drawChildren} />;
    case "collapsible_panel":
      return <CollapsiblePanel element={element} at={at} draw={drawChildren} />;
    case "interactive_container":
      return <InteractiveContainer element={element} at={at} draw={drawChildren} />;
    case "input":
      return <Input element={element} at={at} />;
    case "select_static":
    case "select_person":
      return <Select element={element} at={at} />;
    case "multi_select_static":
      return <MultiSelect element={element} at={at} />;
    case "date_picker":
    case "picker_time":
    case "picker_datetime":
      return <Picker element={element} at={at} />;
    case "checker":
      return <Checker element={element} at={at} />;
    default:
      return <UnknownComponent name={String(element["tag"])} />;
  }
}

function Div({ element, id }: { readonly element: Json; readonly id: string }) {
  return (
    <div className="fs-words" id={id}>
      <FeishuText of={element["text"]} />
      {keyed(objectsAt(element, "fields")).map(({ key, thing }) => (
        <div key={key}>
          <FeishuText of={thing["text"]} />
        </div>
      ))}
    </div>
  );
}
