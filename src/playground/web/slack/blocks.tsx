import { type ReactNode, useId } from "react";
import { Field } from "../shared/field.tsx";
import { type Json, numberAt, objectAt, objectsAt, textAt } from "../shared/json.ts";
import { keyed } from "../shared/keyed.ts";
import { UnknownComponent } from "../shared/unknown.tsx";
import { SlackElement } from "./element.tsx";
import { blockIdOf, holdsValue, placedIn } from "./inputs.ts";
import { unknownInBlock } from "./known.ts";
import { SlackPicture } from "./picture.tsx";
import { useError, useHeld } from "./place.tsx";
import { SlackText, wordsOf } from "./text.tsx";

/** Block Kit from top to bottom. */
export function Blocks({ blocks }: { readonly blocks: readonly Json[] }) {
  return (
    <div className="sk-blocks">
      {blocks.map((block, index) => (
        <OneBlock key={blockIdOf(block, index)} block={block} blockId={blockIdOf(block, index)} />
      ))}
    </div>
  );
}

type Props = { readonly block: Json; readonly blockId: string };

function OneBlock({ block, blockId }: Props): ReactNode {
  const stranger = unknownInBlock(block);
  if (stranger !== undefined) return <UnknownComponent name={stranger} />;
  switch (block["type"]) {
    case "header":
      return (
        <h3 className="sk-header">
          <SlackText of={block["text"]} />
        </h3>
      );
    case "divider":
      return <hr />;
    case "image":
      return <SlackPicture of={block} />;
    case "section":
      return <Section block={block} blockId={blockId} />;
    case "context":
      return <Context block={block} />;
    case "actions":
      return <Actions block={block} blockId={blockId} />;
    case "input":
      return <InputBlock block={block} blockId={blockId} />;
    default:
      return <UnknownComponent name={String(block["type"])} />;
  }
}

function Section({ block, blockId }: Props) {
  const id = useId();
  const fields = objectsAt(block, "fields");
  const accessory = objectAt(block, "accessory");
  return (
    <div className="sk-section">
      <div className="sk-section-words" id={id}>
        {block["text"] !== undefined && (
          <div className="sk-words">
            <SlackText of={block["text"]} />
          </div>
        )}
        {fields.length > 0 && (
          <div className="sk-fields">
            {keyed(fields).map(({ key, thing: field }) => (
              <div className="sk-words" key={key}>
                <SlackText of={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory !== undefined && (
        <div className="sk-accessory">
          <LooseElement block={block} blockId={blockId} element={accessory} labelledBy={id} />
        </div>
      )}
    </div>
  );
}

function Context({ block }: { readonly block: Json }) {
  return (
    <div className="sk-context">
      {keyed(objectsAt(block, "elements")).map(({ key, thing: element }) => (
        <span className="sk-words" key={key}>
          {element["type"] === "image" ? <SlackPicture of={element} /> : <SlackText of={element} />}
        </span>
      ))}
    </div>
  );
}

function Actions({ block, blockId }: Props) {
  return (
    <div className="sk-actions">
      {keyed(objectsAt(block, "elements"), actionName).map(({ key, thing: element }) => (
        <LooseElement key={key} block={block} blockId={blockId} element={element} />
      ))}
    </div>
  );
}

function actionName(element: Json): string {
  return textAt(element, "action_id") ?? "";
}

type LooseProps = Props & { readonly element: Json; readonly labelledBy?: string };

/** An element outside of an input block: named by the section beside it, or by its own placeholder. */
function LooseElement({ block, blockId, element, labelledBy }: LooseProps) {
  const placed = placedIn(block, blockId, element);
  const name = wordsOf(element["placeholder"]) || placed.actionId;
  if (!holdsValue(placed.type)) return <SlackElement placed={placed} control={{ id: "" }} />;
  return (
    <Field labelledBy={labelledBy} name={name}>
      {(control) => <SlackElement placed={placed} control={control} />}
    </Field>
  );
}

const groups: readonly unknown[] = ["checkboxes", "radio_buttons", "multi_static_select"];

function InputBlock({ block, blockId }: Props) {
  const element = objectAt(block, "element") ?? {};
  const placed = placedIn(block, blockId, element);
  const label = wordsOf(block["label"]);
  const error = useError(blockId, label);
  const { value } = useHeld(placed);
  const max = numberAt(element, "max_length");
  const used = typeof value === "string" ? [...value].length : 0;
  const isRequired = block["optional"] !== true;
  return (
    <Field
      label={<SlackText of={block["label"]} />}
      hint={block["hint"] === undefined ? undefined : <SlackText of={block["hint"]} />}
      error={error}
      isRequired={isRequired}
      isStarred={isRequired}
      isGroup={groups.includes(element["type"])}
      room={max === undefined ? undefined : { max, used }}
    >
      {(control) => <SlackElement placed={placed} control={control} />}
    </Field>
  );
}
