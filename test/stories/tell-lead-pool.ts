import { expect, it } from "vitest";
import { assignedTexts } from "#cards/lead/assigned-texts.ts";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { watchTexts } from "#cards/lead/watch-texts.ts";
import { poolTexts } from "#cards/pool/texts.ts";
import { isNoticed, opens, said, saidDuring, until } from "#test/support/stage-watch.ts";
import { leadScripts } from "./lead-scripts.ts";
import { handovers, type LeadTeller, leadRow, local } from "./lead-teller.ts";

/** Zoe's lead, due on Tuesday at 18:00: nobody calls, until others may. */
export function tellBreach(teller: LeadTeller): void {
  const { stage, cast, platform } = teller;
  const { locale } = stage;
  const { company } = leadScripts[locale].other;
  const watch = watchTexts[locale];
  const [zhao, li] = [stage.person("zhao", platform), stage.person("li", platform)];
  const breaches = async () =>
    stage.database.prisma.leadBreach.findMany({ where: { leadId: (await leadRow(teller, company)).id } });

  it("a rep who has not called was warned before the deadline, and nobody else was told", async () => {
    await cast.comes(zhao, watch.title["contact-warning"](company));
    expect(await saidDuring(li, () => stage.moveTo("2026-09-22 17:59"))).toEqual([]);
    expect(await breaches()).toEqual([]);
  });

  it("at the deadline the rep and the manager are told, and the breach is on record", async () => {
    await stage.moveTo("2026-09-22 18:00");
    await cast.comes(zhao, watch.title["contact-due"](company));
    const told = await cast.comes(li, watch.title["contact-overdue"](company));
    expect(told.text).toContain(leadScripts[locale].names.zhao);
    expect(await breaches()).toMatchObject([{ dueAt: local("2026-09-22 18:00"), endedAt: null }]);
  });

  it("a working day later the manager puts it into the public pool, which ends the breach", async () => {
    await stage.moveTo("2026-09-23 18:00");
    const offered = await cast.comes(li, watch.title["contact-grace"](company));
    expect(offered.buttons).toEqual([watch.reassign, watch.release, contactTexts[locale].open]);
    await li.press(watch.release, { on: offered.id });
    await cast.comes(li, assignedTexts[locale].released(company));
    expect(await leadRow(teller, company)).toMatchObject({ status: "pooled", ownerId: null });
    expect(await breaches()).toMatchObject([
      { dueAt: local("2026-09-22 18:00"), endedAt: local("2026-09-23 18:00"), endedBy: "released" },
    ]);
  });
}

/** Taken from the pool by a colleague. */
export function tellClaim(teller: LeadTeller): void {
  const { stage, cast, platform } = teller;
  const { locale } = stage;
  const script = leadScripts[locale];
  const { company, phone } = script.other;
  const [t, contact] = [poolTexts[locale], contactTexts[locale]];
  const [lin, zhao] = [stage.person("lin", platform), stage.person("zhao", platform)];

  it("who has lost it waits before claiming it again, a colleague may at once", async () => {
    const when = locale === "zh" ? "10月7日 周三 18:00" : "Wed 7 Oct 18:00";
    const hers = await cast.hears(zhao, t.waits(when), () => zhao.command(script.pool));
    expect(hers.text).toContain(company);
    expect(hers.text).not.toContain(phone);
    expect(hers.buttons).not.toContain(t.claim);
    const list = await cast.hears(lin, company, () => lin.command(script.pool));
    await lin.press(t.claim, { on: list.id });
    const given = await cast.comes(lin, assignedTexts[locale].assigned(company));
    expect(given.text).toContain(phone);
    expect(await leadRow(teller, company)).toMatchObject({ status: "assigned", ownerId: cast.idOf("lin") });
    await opens(lin, () => lin.press(contact.logFirst, { on: given.id }));
    await lin.submit({ [contact.content]: script.contacted, [contact.nextAt]: "2026-09-30 11:00" });
    await cast.comes(lin, contact.firstLogged(company));
  });
}

/** Forgotten again, and taken by two at once. */
export function tellPool(teller: LeadTeller): void {
  const { stage, cast, platform } = teller;
  const { locale } = stage;
  const script = leadScripts[locale];
  const { company } = script.other;
  const [t, watch] = [poolTexts[locale], watchTexts[locale]];
  const [lin, zhao, chen] = [
    stage.person("lin", platform),
    stage.person("zhao", platform),
    stage.person("chen", platform),
  ];

  it("is idle for 30 days: its owner is warned three times, then it is in the pool again", async () => {
    const title = watch.title["idle-warning"](company);
    for (const day of ["2026-10-16 09:00", "2026-10-20 09:00", "2026-10-22 09:00"]) {
      await cast.hears(lin, title, () => stage.moveTo(day));
    }
    expect(said(lin).filter(({ text }) => text.includes(title))).toHaveLength(3);
    await stage.moveTo("2026-10-23 08:59");
    expect(await leadRow(teller, company)).toMatchObject({ status: "contacted" });
    await stage.moveTo("2026-10-23 09:00");
    await cast.comes(lin, watch.title.recycled(company));
    expect(await leadRow(teller, company)).toMatchObject({ status: "pooled", ownerId: null });
  });

  it("of two who claim it at the same instant one gets it, and the other is told who", async () => {
    const lists = await Promise.all(
      [zhao, chen].map((client) => cast.hears(client, company, () => client.command(script.pool))),
    );
    await Promise.all([zhao, chen].map((client, nth) => client.press(t.claim, { on: lists[nth]?.id ?? "" })));
    const { ownerId } = await until("an owner", async () => {
      const row = await leadRow(teller, company);
      return row.status === "assigned" && row;
    });
    const [winner, loser] = ownerId === cast.idOf("zhao") ? [zhao, chen] : [chen, zhao];
    expect([cast.idOf("zhao"), cast.idOf("chen")]).toContain(ownerId);
    const name = winner === zhao ? script.names.zhao : locale === "zh" ? "陈静" : "Chloe";
    await cast.comes(winner, assignedTexts[locale].assigned(company));
    await isNoticed(loser, t.quicker(company, name));
    expect(await handovers(teller, company)).toEqual([
      ...["assigned", "released", "claimed", "recycled", "claimed"],
    ]);
  });
}
