import { describe, expect, test } from "vitest";
import { askApproval } from "#approval/ask-approval.ts";
import { standIn } from "#approval/stand-in.ts";
import { settingsOf } from "#directory/settings.ts";
import { newOffice } from "../features/support.ts";
import { testDatabase } from "../support/database.ts";
import { midnight as day, newApprovals, newKind } from "./support.ts";

const database = await testDatabase();

describe("who is asked", () => {
  test("is the nearest person upward with one of the roles, past those without", async () => {
    const { office, manager, ask, seats } = await newApprovals(database);
    const supervisor = await office.colleague({ roles: ["supervisor"], managerId: manager.personId });
    const rep = await office.colleague({ managerId: supervisor.personId });
    expect(await seats((await ask(rep)).approvalId)).toEqual([manager.personId]);
  });

  test("is never oneself: what a manager asks for goes to the director above", async () => {
    const { manager, director, ask, seats } = await newApprovals(database);
    expect(await seats((await ask(manager)).approvalId)).toEqual([director.personId]);
  });

  test("is nobody who has left", async () => {
    const { office, manager, director, rep, ask, seats } = await newApprovals(database);
    await office.db.person.updateMany({ where: { id: manager.personId }, data: { status: "left" } });
    expect(await seats((await ask(rep)).approvalId)).toEqual([director.personId]);
  });

  test("is any director where nobody upward may decide, then the admins, who are told why", async () => {
    const { office, director, ask, seats } = await newApprovals(database);
    const admin = await office.colleague({ roles: ["admin"] });
    const lonely = await office.colleague();
    expect(await seats((await ask(lonely)).approvalId)).toEqual([director.personId]);
    await office.db.person.updateMany({ where: { id: director.personId }, data: { status: "left" } });
    expect(await seats((await ask(lonely)).approvalId)).toEqual([admin.personId]);
  });

  test("does not run in a circle of managers", async () => {
    const { office, manager, director, ask, seats } = await newApprovals(database);
    const rep = await office.colleague({ managerId: manager.personId });
    const data = { managerId: rep.personId, roles: { set: [] } };
    await office.db.person.updateMany({ where: { id: manager.personId }, data });
    expect(await seats((await ask(rep)).approvalId)).toEqual([director.personId]);
  });

  test("is nobody where only whoever asks is there: the admin is told, and finds someone later", async () => {
    const { kind, things } = newKind();
    const office = await newOffice(database, [{ name: "test", approvals: [kind] }]);
    const admin = await office.colleague({ roles: ["admin"] });
    const subjectId = admin.personId;
    things.set(subjectId, { title: "远大集团", phone: "1" });
    const settings = await settingsOf(database, office.workspaceId);
    const asked = {
      kind,
      subjectId,
      requestedById: admin.personId,
      proposal: "A",
      now: office.clock.now,
      settings,
    };
    await askApproval(office, asked);
    expect(await office.db.approvalSeat.count()).toBe(0);
    const [told] = await office.moveTo("2026-09-14 10:01");
    expect(told).toMatchObject({ to: admin.from.userId, card: { title: "没有人可以审批：远大集团" } });
    const director = await office.colleague({ roles: ["director"] });
    const later = await office.moveTo("2026-09-14 18:00");
    expect(later.map(({ to }) => to)).toContain(director.from.userId);
  });

  test.each([
    { when: "today is one of the days", from: "2026-09-14", until: "2026-09-14", isAway: true },
    { when: "it begins tomorrow", from: "2026-09-15", until: "2026-09-20", isAway: false },
    { when: "it ended yesterday", from: "2026-09-01", until: "2026-09-13", isAway: false },
  ])("is also who stands in for an absence when $when: $isAway", async ({ from, until, isAway }) => {
    const { office, manager, rep, ask, seats } = await newApprovals(database);
    const deputy = await office.colleague();
    const away = { awayFrom: day(from), awayUntil: day(until), delegateId: deputy.personId };
    await office.db.person.updateMany({ where: { id: manager.personId }, data: away });
    const expected = isAway ? [manager.personId, deputy.personId] : [manager.personId];
    expect((await seats((await ask(rep)).approvalId)).sort()).toEqual(expected.sort());
  });

  test("is not whoever asks, though chosen to stand in", async () => {
    const { office, manager, rep, ask, seats } = await newApprovals(database);
    const away = { awayFrom: day("2026-09-14"), awayUntil: day("2026-09-20"), delegateId: rep.personId };
    await office.db.person.updateMany({ where: { id: manager.personId }, data: away });
    expect(await seats((await ask(rep)).approvalId)).toEqual([manager.personId]);
  });

  test("is who stands in from when the absence is said, for what waits; said twice changes nothing", async () => {
    const { office, scope, manager, rep, ask, seats } = await newApprovals(database);
    const deputy = await office.colleague();
    const asked = [await ask(rep), await ask(rep)];
    const away = { awayFrom: day("2026-09-14"), awayUntil: day("2026-09-20"), delegateId: deputy.personId };
    await office.db.person.updateMany({ where: { id: manager.personId }, data: away });
    const saved = { personId: manager.personId, now: office.clock.now };
    expect(await standIn(scope, saved)).toBe(2);
    expect(await standIn(scope, saved)).toBe(0);
    for (const { approvalId } of asked) expect(await seats(approvalId)).toContain(deputy.personId);
    const sent = await office.moveTo("2026-09-14 10:01");
    expect(sent.filter(({ to }) => to === deputy.from.userId)).toHaveLength(1);
  });
});
