import { describe, expect, test } from "vitest";
import { approvalTexts } from "#cards/approval/texts.ts";
import { plain } from "#chat/text.ts";
import { cardOf } from "../features/people-support.ts";
import { buttonOf, fieldsOf, formOf, pressOn, wordsOf } from "../features/support.ts";
import { testDatabase } from "../support/database.ts";
import { newApprovals } from "./support.ts";

const database = await testDatabase();
const t = approvalTexts.zh;

async function listed() {
  const approvals = await newApprovals(database);
  const one = await approvals.ask(approvals.rep);
  const list = cardOf(await approvals.office.write(approvals.manager, "审批"));
  return { ...approvals, ...one, list };
}

describe("a row of the list", () => {
  test("says why it is proposed, and opens the whole card beside the list, which decides", async () => {
    const { office, manager, list, approvalId, find } = await listed();
    expect(wordsOf(list)).toContain("clear need");
    const opened = await pressOn(office, manager, [list, t.open]);
    expect(opened.type).toBe("say");
    const card = cardOf(opened);
    expect(card.title).toBe(t.waitingTitle("远大集团"));
    expect(fieldsOf(card)).toMatchObject({ [t.proposal]: "Grade A", Phone: "13800000000" });
    expect(await pressOn(office, manager, [card, t.approve])).toMatchObject({ toast: t.approvedToast });
    expect(await find(approvalId)).toMatchObject({ status: "approved" });
  });

  test("that shows facts of before opens with those of now, and they can be decided on", async () => {
    const { office, manager, list, things, subjectId } = await listed();
    things.set(subjectId, { title: "远大集团（上海）", phone: "13900000000" });
    const card = cardOf(await pressOn(office, manager, [list, t.open]));
    expect(card.title).toBe(t.waitingTitle("远大集团（上海）"));
    expect(await pressOn(office, manager, [card, t.approve])).toMatchObject({ toast: t.approvedToast });
  });

  test.each([
    {
      case: "was decided by somebody else",
      before: async ({ office, manager, approvalId, approve }: Listed) => {
        const second = await office.colleague({ name: "赵经理", roles: ["manager"] });
        const seat = { workspaceId: office.workspaceId, approvalId, level: 1, personId: second.personId };
        await office.db.approvalSeat.create({ data: { ...seat, askedAt: office.clock.now } });
        await office.db.person.updateMany({
          where: { id: manager.personId },
          data: { managerId: second.personId },
        });
        await approve(second, approvalId);
      },
      said: t.overBy("赵经理", "Grade A"),
    },
    {
      case: "is others' to decide",
      before: ({ manager, change }: Listed) => change(manager, { roles: ["rep"] }),
      said: t.passedOn(["董总"]),
    },
    {
      case: "is about nothing any more",
      before: async ({ things, subjectId }: Listed) => things.delete(subjectId),
      said: t.moved,
    },
  ])("that $case is not opened: the list says so and is without it", async ({ before, said }) => {
    const all = await listed();
    await before(all);
    const reply = await pressOn(all.office, all.manager, [all.list, t.open]);
    expect(reply).toMatchObject({ type: "update", toast: said });
    expect(cardOf(reply).title).toBe(t.listTitle(0));
  });

  test("opens for nobody who was not asked", async () => {
    const { office, list } = await listed();
    const other = await office.colleague({ roles: ["manager"] });
    const { view: _view, ...payload } = buttonOf(list, t.open).payload;
    expect(await office.press(other, "approval.open", payload)).toMatchObject({
      ...{ type: "toast", text: t.notYours },
    });
  });
});

describe("several at once", () => {
  test("asks for one tick at least, in any of the groups, and for none of them in itself", async () => {
    const { office, manager, rep, ask } = await newApprovals(database);
    for (let count = 0; count < 12; count += 1) await ask(rep);
    const list = cardOf(await office.write(manager, "审批"));
    const form = formOf(await pressOn(office, manager, [list, t.several]));
    expect(form.fields).toMatchObject([{ label: t.severalGroup(1, 10) }, { label: t.severalGroup(11, 12) }]);
    expect(form.fields.some(({ required }) => required === true)).toBe(false);
    expect(form.intro && plain(form.intro)).toBe(t.severalIntro);
    const { payload } = form;
    expect(await office.submit(manager, form.id, { payload, values: {} })).toEqual({
      ...{ type: "invalid", errors: { approvals1: t.noneChosen } },
    });
    const last = form.fields[1];
    const [box] = last?.type === "checkboxes" ? last.options : [];
    const values = { approvals2: { type: "options", values: [box?.value ?? ""] } } as const;
    expect(await office.submit(manager, form.id, { payload, values })).toMatchObject({
      ...{ toast: t.severalDone(1, 0), card: { title: t.listTitle(11) } },
    });
  });

  test("leaves what has moved since the form was opened, and says so", async () => {
    const { office, manager, rep, ask, things, subjectId, find, approvalId } = await listed();
    await ask(rep);
    const list = cardOf(await office.write(manager, "审批"));
    const form = formOf(await pressOn(office, manager, [list, t.several]));
    const [group] = form.fields;
    const values = group?.type === "checkboxes" ? group.options.map(({ value }) => value) : [];
    things.set(subjectId, { title: "远大集团（上海）", phone: "13900000000" });
    // As a form that was opened when there was one group.
    const filled = { payload: form.payload, values: { approvals: { type: "options", values } as const } };
    expect(await office.submit(manager, form.id, filled)).toMatchObject({ toast: t.severalDone(1, 1) });
    expect(await find(approvalId)).toMatchObject({ status: "waiting" });
  });
});

type Listed = Awaited<ReturnType<typeof listed>>;
