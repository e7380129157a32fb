import type pg from "pg";

/** Sends rows by `COPY ... FROM STDIN`, the fastest way into a table. */
export function copyIn(client: pg.ClientBase, statement: string, rows: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query({
      submit: (connection: pg.Connection) => connection.query(statement),
      handleCopyInResponse: (connection: object) => {
        for (let from = 0; from < rows.length; from += chunkBytes) {
          call(connection, "sendCopyFromChunk", rows.subarray(from, from + chunkBytes));
        }
        call(connection, "endCopyFrom");
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
      handleError: reject,
    });
  });
}

const chunkBytes = 65_536;

/** The driver has these for its own streams, without types. */
function call(connection: object, name: string, ...given: readonly unknown[]): void {
  Reflect.apply(Reflect.get(connection, name), connection, given);
}
