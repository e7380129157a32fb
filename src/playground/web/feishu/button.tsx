import type { Question } from "../shared/confirm-dialog.tsx";
import { isObject, type Json, listOf, objectAt, objectsAt, textAt } from "../shared/json.ts";
import { Pressable } from "../shared/pressable.tsx";
import { type RenderContext, useSurface } from "../shared/surface.tsx";
import { words } from "../shared/words.ts";
import { type ElementProps, useForm } from "./place.tsx";
import { FeishuText, wordsOf } from "./text.tsx";

/** https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/interactive-components/button */
export function FeishuButton({ element, at }: ElementProps) {
  const { id, ctx, act } = useSurface();
  const form = useForm();
  const action = form === undefined ? undefined : formAction(element);
  const press = () => {
    if (action === "submit") form?.submit(at);
    else if (action === "reset") form?.reset();
    else if (callsBack(element)) void act({ do: "press", message: id, element: { index: at.path } });
  };
  const type = textAt(element, "type") ?? "default";
  const width = textAt(element, "width") ?? "default";
  return (
    <Pressable
      className={`fs-button fs-button-${type} fs-button-${textAt(element, "size") ?? "medium"} fs-width-${width}`}
      onPress={press}
      url={urlOf(element)}
      question={questionOf(element, ctx)}
      isDisabled={element["disabled"] === true}
    >
      <FeishuText of={element["text"]} />
    </Pressable>
  );
}

/** A menu behind three dots. */
export function FeishuOverflow({ element, at }: ElementProps) {
  const { id, ctx, act } = useSurface();
  return (
    <details className="overflow">
      <summary className="fs-button fs-button-default" aria-label={words[ctx.locale].more}>
        ⋯
      </summary>
      <div className="overflow-list">
        {objectsAt(element, "options").map((option) => {
          const value = textAt(option, "value") ?? "";
          return (
            <Pressable
              key={value}
              className="overflow-option"
              url={textAt(objectAt(option, "multi_url") ?? {}, "url")}
              question={questionOf(element, ctx)}
              onPress={() =>
                void act({ do: "press", message: id, element: { index: at.path }, value: { option: value } })
              }
            >
              <FeishuText of={option["text"]} />
            </Pressable>
          );
        })}
      </div>
    </details>
  );
}

/** The client names the two choices itself. */
export function questionOf(element: Json, ctx: RenderContext): Question | undefined {
  const confirm = objectAt(element, "confirm");
  if (confirm === undefined) return undefined;
  return {
    title: wordsOf(confirm["title"]),
    text: wordsOf(confirm["text"]),
    yes: words[ctx.locale].yes,
    no: words[ctx.locale].no,
    isDanger: (textAt(element, "type") ?? "").startsWith("danger"),
  };
}

export function urlOf(element: Json): string | undefined {
  const opens = objectsAt(element, "behaviors").find((one) => one["type"] === "open_url");
  return opens === undefined ? undefined : textAt(opens, "default_url");
}

/** A button that only opens an address tells nobody. */
function callsBack(element: Json): boolean {
  const behaviors = listOf(element["behaviors"]).filter(isObject);
  return behaviors.length === 0 || behaviors.some((one) => one["type"] === "callback");
}

/** `action_type` is the older spelling. */
function formAction(element: Json): string | undefined {
  return textAt(element, "form_action_type") ?? textAt(element, "action_type")?.replace("form_", "");
}
