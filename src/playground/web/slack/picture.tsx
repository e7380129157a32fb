import { type Json, textAt } from "../shared/json.ts";
import { Picture } from "../shared/picture.tsx";
import { SlackText } from "./text.tsx";

/** An image block, or a small image among words. */
export function SlackPicture({ of }: { readonly of: Json }) {
  return (
    <Picture url={textAt(of, "image_url")} alt={textAt(of, "alt_text") ?? ""}>
      {of["title"] !== undefined && <SlackText of={of["title"]} />}
    </Picture>
  );
}
