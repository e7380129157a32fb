import { connect, type Socket } from "node:net";

type Answer = { readonly status: number };

/** One kept-alive connection: the cheapest client there is, so that what loads a server is not what is measured. */
export type Connection = { send(request: string): Promise<Answer>; close(): void };

export async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
  });
  return { send: (request) => send(socket, request), close: () => socket.destroy() };
}

function send(socket: Socket, request: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let received = "";
    const done = () => {
      socket.off("data", onData);
      socket.off("close", onClose);
    };
    const onData = (chunk: Buffer) => {
      received += chunk.toString("latin1");
      const answer = read(received);
      if (answer === undefined) return;
      done();
      resolve(answer);
    };
    const onClose = () => {
      done();
      reject(new Error("the server hung up"));
    };
    socket.on("data", onData);
    socket.on("close", onClose);
    socket.write(request);
  });
}

/** A whole answer, or `undefined` while more of it is to come. In Latin-1 a character is a byte. */
function read(received: string): Answer | undefined {
  const headEnd = received.indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const head = received.slice(0, headEnd);
  const body = received.slice(headEnd + 4);
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  const isWhole = length === undefined ? body.endsWith("0\r\n\r\n") : body.length >= Number(length);
  return isWhole ? { status: Number(head.slice(9, 12)) } : undefined;
}
