import type { Question } from "../shared/confirm-dialog.tsx";
import { type Json, objectAt, objectsAt, textAt } from "../shared/json.ts";
import { Pressable } from "../shared/pressable.tsx";
import { useSurface } from "../shared/surface.tsx";
import { words } from "../shared/words.ts";
import type { Placed } from "./inputs.ts";
import { usePress } from "./place.tsx";
import { SlackText, wordsOf } from "./text.tsx";

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export function SlackButton({ placed }: { readonly placed: Placed }) {
  const { element } = placed;
  const press = usePress(placed);
  const style = textAt(element, "style") ?? "plain";
  return (
    <Pressable
      className={`sk-button sk-button-${style}`}
      onPress={() => press()}
      url={textAt(element, "url")}
      name={textAt(element, "accessibility_label")}
      question={questionOf(objectAt(element, "confirm"), style)}
    >
      <SlackText of={element["text"]} />
    </Pressable>
  );
}

/** A menu behind three dots. https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
export function Overflow({ placed }: { readonly placed: Placed }) {
  const press = usePress(placed);
  const { ctx } = useSurface();
  const question = questionOf(objectAt(placed.element, "confirm"), "plain");
  return (
    <details className="overflow">
      <summary className="sk-button sk-button-plain" aria-label={words[ctx.locale].more}>
        ⋯
      </summary>
      <div className="overflow-list">
        {objectsAt(placed.element, "options").map((option) => (
          <Pressable
            key={textAt(option, "value") ?? wordsOf(option["text"])}
            className="overflow-option"
            onPress={() => press({ selected_option: option })}
            url={textAt(option, "url")}
            question={question}
          >
            <SlackText of={option["text"]} />
          </Pressable>
        ))}
      </div>
    </details>
  );
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
function questionOf(confirm: Json | undefined, style: string): Question | undefined {
  if (confirm === undefined) return undefined;
  return {
    title: <SlackText of={confirm["title"]} />,
    text: <SlackText of={confirm["text"]} />,
    yes: wordsOf(confirm["confirm"]),
    no: wordsOf(confirm["deny"]),
    isDanger: (textAt(confirm, "style") ?? style) === "danger",
  };
}
