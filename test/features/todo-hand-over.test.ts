import { describe, expect, test } from "vitest";
import { todoTexts } from "#cards/todo/texts.ts";
import { testDatabase } from "../support/database.ts";
import { newDesk } from "./follow-up-support.ts";
import { buttonsOf, cardOf } from "./people-support.ts";
import { type Colleague, fieldsOf, formOf, pressOn, wordsOf } from "./support.ts";

const database = await testDatabase();
const t = todoTexts.zh;
const title = "给王总发报价";

/** Somebody has a to-do, and a colleague who could do it. */
async function newPair() {
  const desk = await newDesk(database);
  const other = await desk.colleague({ name: "韩梅梅" });
  const card = cardOf(await desk.write(desk.rep, `待办 周五前${title}`));
  const [row] = await desk.todos();
  const payload = { todoId: row?.id ?? "" };
  const read = async () => (await desk.todos())[0];
  const hand = (to: Colleague, from = desk.rep) =>
    desk.submit(from, "todo.hand-over", {
      payload,
      values: { person: { type: "person", userId: to.from.userId } },
    });
  /** What comes next to a person. */
  const next = async (who: Colleague) => {
    const sent = await desk.moveTo(desk.clock.now);
    expect(sent.map(({ to }) => to)).toEqual([who.from.userId]);
    const [only] = sent;
    if (only === undefined) throw new Error("nothing was sent");
    return only.card;
  };
  return { ...desk, other, card, payload, read, hand, next };
}

describe("a to-do that is handed over", () => {
  test("is the colleague's, who is told by whom and can decline", async () => {
    const pair = await newPair();
    const form = formOf(await pressOn(pair, pair.rep, [pair.card, t.handOver]));
    expect(form.fields).toMatchObject([{ type: "person", among: [pair.other.from.userId] }]);
    const handed = cardOf(await pair.hand(pair.other));
    expect(wordsOf(handed)).toContain(t.handed("韩梅梅"));
    expect(await pair.read()).toMatchObject({ ownerId: pair.other.personId, handedById: pair.rep.personId });
    const received = await pair.next(pair.other);
    expect(received.title).toBe(t.receivedTitle(title));
    expect(fieldsOf(received)).toEqual({ [t.due]: "9月18日 周五", [t.owner]: t.from("李雷") });
    expect(buttonsOf(received)).toContain("todo.decline");
    expect(await pair.moveTo("2026-09-18 15:00")).toMatchObject([{ to: pair.other.from.userId }]);
  });

  test("and declined is the giver's again, who is told; it cannot be declined twice", async () => {
    const pair = await newPair();
    await pair.hand(pair.other);
    const received = await pair.next(pair.other);
    const declined = await Promise.all([1, 2].map(() => pressOn(pair, pair.other, [received, t.decline])));
    expect(declined.map(({ type }) => type).sort()).toEqual(["toast", "update"]);
    expect(await pair.read()).toMatchObject({ ownerId: pair.rep.personId, handedById: null });
    const back = await pair.next(pair.rep);
    expect(back.title).toBe(t.declinedTitle(title));
    expect(wordsOf(back)).toContain(t.declined("韩梅梅"));
    expect(await pressOn(pair, pair.other, [received, t.decline])).toMatchObject({ text: t.notYours });
    expect(await pair.press(pair.rep, "todo.decline", pair.payload)).toMatchObject({ text: t.cannotDecline });
  });

  // It went back to somebody who was not there any more, and nobody saw it again.
  test("cannot be declined once the giver has left, and says what can be done", async () => {
    const pair = await newPair();
    await pair.hand(pair.other);
    const received = await pair.next(pair.other);
    await pair.db.person.updateMany({ where: { id: pair.rep.personId }, data: { status: "left" } });
    expect(await pressOn(pair, pair.other, [received, t.decline])).toMatchObject({ text: t.cannotDecline });
    expect(await pair.read()).toMatchObject({ ownerId: pair.other.personId });
    expect(buttonsOf(received)).toContain("todo.hand-over");
  });

  test("goes to one colleague when two are chosen at the same instant", async () => {
    const pair = await newPair();
    const third = await pair.colleague({ name: "王芳" });
    const replies = await Promise.all([pair.hand(pair.other), pair.hand(third)]);
    expect(replies.map(({ type }) => type).sort()).toEqual(["toast", "update"]);
    const owner = (await pair.read())?.ownerId;
    await pair.next(owner === third.personId ? third : pair.other);
  });

  test("is not told of when it was done before the message went out", async () => {
    const pair = await newPair();
    await pair.hand(pair.other);
    await pair.press(pair.other, "todo.done", pair.payload);
    expect(await pair.moveTo(pair.clock.now)).toEqual([]);
  });

  test("goes to nobody who cannot take it", async () => {
    const pair = await newPair();
    const gone = await pair.colleague({ status: "left" });
    const elsewhere = await newPair();
    const error = async (to: Colleague) => await pair.hand(to);
    expect(await error(pair.rep)).toEqual({ type: "invalid", errors: { person: t.notSelf } });
    expect(await error(gone)).toEqual({ type: "invalid", errors: { person: t.unknownPerson } });
    expect(await error(elsewhere.other)).toEqual({ type: "invalid", errors: { person: t.unknownPerson } });
    const nobody = { payload: pair.payload, values: {} };
    expect(await pair.submit(pair.rep, "todo.hand-over", nobody)).toEqual({
      ...{ type: "invalid", errors: { person: t.needPerson } },
    });
    expect(await pair.hand(pair.rep, pair.other)).toMatchObject({ type: "toast", text: t.notYours });
    expect(await pair.read()).toMatchObject({ ownerId: pair.rep.personId, handedById: null });
  });
});
