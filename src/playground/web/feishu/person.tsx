import { type Json, objectsAt, textAt } from "../shared/json.ts";
import { nameOf, useSurface } from "../shared/surface.tsx";

/** Somebody with a round picture of the first letter. */
export function Person({ id, element }: { readonly id: string; readonly element: Json }) {
  const { ctx } = useSurface();
  const name = nameOf(ctx, id) ?? id;
  return (
    <span className="fs-person">
      {element["show_avatar"] !== false && (
        <span className="fs-person-picture" aria-hidden="true">
          {[...name][0] ?? "?"}
        </span>
      )}
      {element["show_name"] !== false && name}
    </span>
  );
}

export function PersonList({ element }: { readonly element: Json }) {
  return (
    <div className="fs-people">
      {objectsAt(element, "persons").map((person) => {
        const id = textAt(person, "id") ?? "";
        return <Person key={id} id={id} element={element} />;
      })}
    </div>
  );
}
