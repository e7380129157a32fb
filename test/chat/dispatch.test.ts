import { describe, expect, it } from "vitest";
import { z } from "zod";
import { problems } from "#cards/dispatch/problem.ts";
import type { Actor } from "#chat/actor.ts";
import type { Card } from "#chat/card.ts";
import { inView } from "#chat/card.ts";
import { createDispatch, type DispatchOptions } from "#chat/dispatch.ts";
import type { ChatEvent } from "#chat/event.ts";
import { action, type Ctx, type Feature, form } from "#chat/feature.ts";
import { ask, nothing, say, update } from "#chat/reply.ts";
import { createRouter } from "#chat/router.ts";
import { UserError } from "#src/errors.ts";

const card = (title: string): Card => ({ title, tone: "neutral", body: [] });
const actor: Actor = {
  workspaceId: "w",
  personId: "p",
  name: "Ann",
  status: "active",
  roles: ["rep"],
  locale: "en",
  tz: "Asia/Shanghai",
  workingHours: ["09:00", "18:00"],
  quietHours: ["21:00", "08:00"],
  digestAt: "08:45",
};
const help = { usage: "", does: "" };
const emptyForm = { id: "f", title: "F", submit: "s", cancel: "c", payload: {}, fields: [] };

const feature: Feature = {
  name: "test",
  commands: [
    {
      id: "help",
      words: { zh: ["帮助"], en: ["help"] },
      takesText: false,
      help: { zh: help, en: help },
      run: async () => say(card("help")),
    },
    {
      id: "form",
      words: { zh: ["表单"], en: ["form"] },
      takesText: false,
      help: { zh: help, en: help },
      run: async () => ask(emptyForm),
    },
    {
      id: "boss",
      words: { zh: ["老板"], en: ["boss"] },
      takesText: false,
      roles: ["manager"],
      help: { zh: help, en: help },
      run: async () => say(card("boss")),
    },
  ],
  actions: [
    action({ id: "ok", payload: z.object({ id: z.string() }), run: async (_, { id }) => update(card(id)) }),
    action({ id: "ask", payload: z.object({}), run: async () => ask(emptyForm) }),
    action({
      id: "question",
      payload: z.object({}),
      run: async () => ({ type: "update", card: card("told?"), asks: true }),
    }),
    action({
      id: "breaks",
      payload: z.object({}),
      run: async () => {
        throw new Error("secret customer text");
      },
    }),
    action({
      id: "refuses",
      payload: z.object({}),
      run: async () => {
        throw new UserError("x", { userMessage: "Please do Y." });
      },
    }),
  ],
  forms: [
    form({
      id: "breaks",
      payload: z.object({}),
      run: async () => {
        throw new Error("no");
      },
    }),
  ],
  views: [{ id: "list", draw: async (_, argument) => card(`list ${argument}`) }],
  stranger: async ({ stranger }) => say({ ...card("who are you"), summary: stranger.locale }),
  fallback: async (_, text) => say(card(`unknown ${text}`)),
  home: async () => card("home"),
};

const common = { platform: "slack", tenant: "T1", key: "k", userId: "U1" } as const;
const press = (actionId: string, payload: Record<string, string> = {}): ChatEvent => ({
  ...common,
  type: "action",
  actionId,
  payload,
});
const line = (text: string): ChatEvent => ({ ...common, type: "message", text, messageId: "m" });

type Found = Awaited<ReturnType<DispatchOptions["identify"]>>;

/** `later` is who the account belongs to from the second look on. */
function dispatch(found: Found, later = found) {
  const seen: string[] = [];
  const answers = [found];
  const made = createDispatch({
    router: createRouter([feature]),
    identify: async () => answers.pop() ?? later,
    // Nothing here touches a database: the pipeline hands the context through.
    context: (workspaceId) => ({ workspaceId }) as unknown as Ctx,
    problems,
    observe: (type, outcome) => seen.push(`${type} ${outcome}`),
  });
  return { ...made, seen };
}
const known = () => dispatch({ workspaceId: "w", locale: "zh", actor });

describe("who", () => {
  it("says nothing to an unknown tenant", async () => {
    const { answer, seen } = dispatch(undefined);
    expect(await answer(line("help"))).toEqual(nothing);
    expect(seen).toEqual(["message unknown-tenant"]);
  });

  it.each([undefined, { ...actor, status: "pending" as const }, { ...actor, status: "left" as const }])(
    "lets nobody in who is not active",
    async (person) => {
      const found = { workspaceId: "w", locale: "en" as const, ...(person && { actor: person }) };
      expect(await dispatch(found).answer(press("ok", { id: "1" }))).toMatchObject({
        card: { title: "who are you" },
      });
    },
  );
});

describe("who comes in by writing", () => {
  const stranger = { workspaceId: "w", locale: "en" as const };

  // Whoever was known by e-mail was greeted, and the follow-up in their first line was gone.
  it("has the command carried out that was written", async () => {
    const { answer, seen } = dispatch(stranger, { ...stranger, actor });
    expect(await answer(line("help"))).toMatchObject({ card: { title: "help" } });
    expect(seen).toEqual(["message answered"]);
  });

  it("is greeted where it was no command, or where the door stays shut", async () => {
    const greeting = { card: { title: "who are you" } };
    const isIn = { ...stranger, actor };
    expect(await dispatch(stranger, isIn).answer(line("hello"))).toMatchObject(greeting);
    expect(await dispatch(stranger, isIn).answer(press("ok", { id: "1" }))).toMatchObject(greeting);
    expect(await dispatch(stranger, stranger).answer(line("help"))).toMatchObject(greeting);
  });
});

describe("who has a closed account", () => {
  it("is answered in their own language", async () => {
    const found = {
      workspaceId: "w",
      locale: "zh",
      actor: { ...actor, status: "left", locale: "en" },
    } as const;
    expect(await dispatch(found).answer(line("hello"))).toMatchObject({ card: { summary: "en" } });
  });
});

describe("which", () => {
  it("answers an empty line with the help and an unknown one with the fallback", async () => {
    expect(await known().answer(line("  "))).toMatchObject({ card: { title: "help" } });
    expect(await known().answer(line("blah"))).toMatchObject({ card: { title: "unknown blah" } });
  });

  it("runs a command from a button, and says how a form is opened again", async () => {
    expect(await known().answer(press("command.run", { command: "form" }))).toMatchObject({
      type: "ask",
      reopen: { id: "command.run", payload: { command: "form" } },
    });
  });

  it("tells a card of an older version from a failure", async () => {
    const { answer, seen } = known();
    expect(await answer(press("gone"))).toMatchObject({ type: "toast", text: problems.outdated("en") });
    expect(await answer(press("ok", { wrong: "1" }))).toMatchObject({ text: problems.outdated("en") });
    expect(seen).toEqual(["action refused", "action refused"]);
  });

  it("refuses whoever lacks the role, typed or pressed", async () => {
    expect(await known().answer(line("boss"))).toMatchObject({
      card: { summary: problems.notAllowed("en") },
    });
    expect(await known().answer(press("command.run", { command: "boss" }))).toMatchObject({
      text: problems.notAllowed("en"),
    });
  });
});

describe("views of many things", () => {
  it("draws the view afresh after a press and tells what became of the thing", async () => {
    const [button] = inView("list:7", [{ label: "", action: { id: "ok", payload: { id: "done" } } }]);
    const payload = button !== undefined && "action" in button ? button.action.payload : {};
    expect(await known().answer(press("ok", { ...payload }))).toEqual(update(card("list 7"), "done"));
  });

  // What was done stood in the view as if it were open, with its button.
  it("draws the view afresh after a press that is answered with a question, which comes besides", async () => {
    expect(await known().answer(press("question", { view: "list:7" }))).toEqual({
      ...update(card("list 7")),
      besides: card("told?"),
    });
    expect(await known().answer(press("question", { view: "unknown" }))).toEqual(say(card("told?")));
    expect(await known().answer(press("question"))).toMatchObject(update(card("told?")));
  });

  it("lets a form remember the view it was opened from", async () => {
    expect(await known().answer(press("ask", { view: "list" }))).toMatchObject({
      form: { payload: { view: "list" } },
    });
  });
});

describe("failures", () => {
  it("become words with a reference, and never the error's own", async () => {
    const reply = await known().answer(press("breaks"));
    expect(reply).toMatchObject({
      type: "toast",
      tone: "danger",
      text: expect.stringMatching(/reference [2-9A-Z]{6}/),
    });
    expect(JSON.stringify(reply)).not.toContain("secret");
  });

  it("leave a form open, so that nothing typed is lost", async () => {
    const event: ChatEvent = {
      ...common,
      type: "form",
      formId: "breaks",
      payload: {},
      values: { note: { type: "text", text: "x" } },
    };
    expect(await known().answer(event)).toMatchObject({
      type: "invalid",
      errors: { note: expect.any(String) },
    });
  });

  it("that the person can mend are shown as they stand", async () => {
    expect(await known().answer(press("refuses"))).toMatchObject({ text: "Please do Y." });
  });

  it("of a stored event are thrown, so that it is tried again", async () => {
    const { attempt, seen } = known();
    await expect(attempt(press("breaks"))).rejects.toThrow("secret customer text");
    expect(await attempt(press("refuses"))).toMatchObject({ text: "Please do Y." });
    expect(seen).toEqual(["action failed", "action refused"]);
  });
});
