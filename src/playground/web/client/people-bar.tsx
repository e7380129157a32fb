import { languageTags } from "../shared/words.ts";
import { roleName, t } from "../texts.ts";
import type { PersonView } from "../wire.ts";
import { initialsOf } from "./initials.ts";

type Props = {
  readonly people: readonly PersonView[];
  readonly chosen: PersonView;
  readonly onChoose: (person: PersonView) => void;
};

/** Everybody of the team, one press away. */
export function PeopleBar({ people, chosen, onChoose }: Props) {
  return (
    <fieldset className="people-bar">
      <legend className="unseen">{t.beSomebody}</legend>
      {people.map((person) => {
        const isChosen = person.name === chosen.name;
        const role = roleName(person.role);
        return (
          <button
            key={person.name}
            type="button"
            className="person"
            aria-pressed={isChosen}
            ref={isChosen ? toStart : undefined}
            title={`${person.name} · ${role}`}
            onClick={() => onChoose(person)}
          >
            <span className="person-picture" aria-hidden="true" data-initials={initialsOf(person.name)} />
            <span className={isChosen ? "person-words" : "unseen"}>
              <span lang={languageTags[person.locale]}>{person.name}</span> <small>{role}</small>
            </span>
          </button>
        );
      })}
    </fieldset>
  );
}

/** Who was chosen from farther on stands first now. */
function toStart(chosen: HTMLElement | null): void {
  chosen?.parentElement?.scrollTo({ left: 0 });
}
