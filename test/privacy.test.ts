import { readFileSync } from "node:fs";
import { AxiosError, AxiosHeaders } from "axios";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { DeliveryError } from "#chat/port.ts";
import { Prisma } from "#db/generated/client.ts";
import { UserError } from "#src/errors.ts";
import { createLog } from "#src/log.ts";
import { sourcePaths } from "./support/sources.ts";

const secrets = {
  token: "xoxb-1234567890-abcdefghijkl",
  bearer: "t-g1044ghJRUIJJ5ELPZZXCVUIYUE",
  note: "华为王总嫌贵，要八折",
  phone: "13800138000",
  email: "wang.zong@huawei.example",
};

/** Everything that one line of the log says. */
function logged(entry: object): string {
  const lines: string[] = [];
  createLog({ write: (line) => lines.push(line) }).error(entry, "an event failed");
  expect(lines).toHaveLength(1);
  return lines.join("");
}

function expectNoSecret(line: string): void {
  for (const secret of [...Object.values(secrets), "华为", "13800"]) expect(line).not.toContain(secret);
}

const axiosFailure = new AxiosError(
  `Request failed with status code 400 for Bearer ${secrets.bearer}`,
  "ERR_BAD_REQUEST",
  {
    headers: new AxiosHeaders({ Authorization: `Bearer ${secrets.bearer}` }),
    data: JSON.stringify({ content: secrets.note }),
  },
  { getHeader: () => secrets.bearer },
);

const prismaFailure = new Prisma.PrismaClientValidationError(
  `\nInvalid \`tx.customer.create()\` invocation in\n/app/store.ts:12:3\n\n→ 12 create({\n  data: {\n    name: "${secrets.note}",\n    phone: "${secrets.phone}"\n    at: ${secrets.email}\n\nArgument \`workspaceId\` is missing.`,
  { clientVersion: "7" },
);

const prismaKnownFailure = new Prisma.PrismaClientKnownRequestError(
  `Invalid input value: invalid input syntax for type uuid: "${secrets.note}"`,
  {
    code: "P2007",
    clientVersion: "7",
    meta: {
      modelName: "Customer",
      driverAdapterError: {
        name: "DriverAdapterError",
        cause: { originalCode: "22P02", kind: "InvalidInputValue", originalMessage: secrets.note },
      },
    },
  },
);

function databaseFailure(): Error {
  const error = new pg.DatabaseError(`invalid input syntax for type uuid: "${secrets.note}"`, 10, "error");
  error.severity = "ERROR";
  error.code = "23505";
  error.detail = `Key (phone)=(${secrets.phone}) already exists.`;
  error.where = `unnamed portal parameter $1 = '${secrets.note}'`;
  error.table = "contact";
  error.constraint = "contact_phone_key";
  return error;
}

function jsonFailure(): unknown {
  try {
    return JSON.parse(`{"text": ${secrets.note}`);
  } catch (error) {
    return error;
  }
}

const slackFailure = Object.assign(new Error("An API error occurred: invalid_blocks"), {
  code: "slack_webapi_platform_error",
  data: { ok: false, error: "invalid_blocks", response_metadata: { messages: [secrets.note] } },
  original: { headers: { authorization: `Bearer ${secrets.token}` } },
});

const failures: readonly (readonly [string, unknown, readonly string[]])[] = [
  ["an axios error", axiosFailure, ["AxiosError", "ERR_BAD_REQUEST", "status code 400"]],
  ["a call that Prisma refuses", prismaFailure, ["PrismaClientValidationError"]],
  ["a value that Prisma cannot write", prismaKnownFailure, ["P2007", "Customer", "22P02"]],
  ["a database error", databaseFailure(), ["23505", "contact_phone_key"]],
  ["a body that is no JSON", jsonFailure(), ["SyntaxError"]],
  [
    "a payload of another shape",
    z.object({ id: z.uuid(), text: z.literal("a") }).safeParse({ id: secrets.phone, text: secrets.note })
      .error,
    ["ZodError", '"path":"id"'],
  ],
  ["a Slack error", slackFailure, ["slack_webapi_platform_error", "invalid_blocks"]],
  [
    "what the person is told",
    new UserError("customer-theirs", { userMessage: `${secrets.note} ${secrets.phone}` }),
    ["customer-theirs"],
  ],
  [
    "a failure with a cause",
    new DeliveryError("rejected", { code: "230025", cause: axiosFailure }),
    ["230025", "AxiosError"],
  ],
  [
    "a message that quotes",
    new Error(`unexpected value: {"type":"text","text":"${secrets.note}","tel":${secrets.phone}}`),
    ["unexpected value"],
  ],
  [
    "a message with tokens and addresses",
    new Error(`${secrets.token} ${secrets.email} +86 138 0013 8000`),
    ["Error"],
  ],
];

describe("the log", () => {
  it.each(failures)("says what failed and nobody's words: %s", (_, error, facts) => {
    const line = logged({ err: error, reference: "7K3P9Q" });
    expectNoSecret(line);
    for (const fact of ["an event failed", "7K3P9Q", ...facts]) expect(line).toContain(fact);
  });

  it.each(failures)("keeps its word under any other name and depth: %s", (_, error) => {
    expectNoSecret(logged({ error, list: [{ cause: error }], outer: { inner: error } }));
  });

  it("leaves out what is named like content or a secret, however deep", () => {
    const { token, note: text, phone, email } = secrets;
    expectNoSecret(
      logged({ token, text, event: { text, from: [{ phone, email }] }, content: { note: text } }),
    );
  });

  it("says no more of what is no error than its kind", () => {
    expectNoSecret(logged({ err: secrets.note }));
    expectNoSecret(logged({ err: { message: secrets.note, stack: secrets.phone } }));
    expectNoSecret(logged({ err: new Error("first", { cause: { said: secrets.note } }) }));
  });

  it("ends with errors that cause each other", () => {
    const error = new Error("first");
    error.cause = new Error("second", { cause: error });
    expect(logged({ err: error })).toContain("second");
  });

  it("shows where an error was thrown, and only that of its stack", () => {
    expect(logged({ err: prismaFailure })).toMatch(/"frames":\["at .*privacy\.test\.ts/);
  });

  it("is told a fixed sentence at every place", () => {
    const calls = sourcePaths("src").flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(/\blog\.(?:debug|info|warn|error|fatal)\(/g)].map((call) => ({
        path,
        rest: call.input.slice(call.index),
      })),
    );
    expect(calls.length).toBeGreaterThan(20);
    const sentence = /^log\.\w+\(\s*(?:\{[^;]*?\}|\w+\(\w+\)),\s*"[^"]+",?\s*\)/;
    expect(
      calls
        .filter(({ rest }) => !sentence.test(rest))
        .map(({ path, rest }) => `${path}: ${rest.slice(0, 80)}`),
    ).toEqual([]);
  });
});
