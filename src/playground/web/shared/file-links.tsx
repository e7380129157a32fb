import { fileUrl } from "../api.ts";
import type { ClientName } from "../wire.ts";
import { keyed } from "./keyed.ts";

type Props = {
  readonly of: { readonly id: string };
  readonly client: ClientName;
  readonly user: string;
  readonly files: readonly string[];
};

/** The files of a message, to be kept. */
export function FileLinks({ of, client, user, files }: Props) {
  return (
    <ul className="files">
      {keyed(files).map(({ key, thing: name }, nth) => (
        <li key={key}>
          <a href={fileUrl({ client, user, message: of.id, nth })} download={name}>
            <span aria-hidden="true">↓ </span>
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
