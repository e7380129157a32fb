import { gradeTexts } from "#cards/lead/grade-texts.ts";
import { registerTexts } from "#cards/lead/register-texts.ts";
import { instantOf } from "#domain/calendar/zone.ts";
import type { ChatClient } from "#playground/client.ts";
import type { PlatformName, Stage } from "#test/support/stage.ts";
import { castTz } from "#test/support/stage-cast.ts";
import type { LeadCast } from "./lead-cast.ts";

/** What the stories of leads are told with. */
export type LeadTeller = {
  readonly stage: Stage;
  readonly cast: LeadCast;
  readonly platform: PlatformName;
};

export function local(time: string): Date {
  return instantOf(time.slice(0, 10), time.slice(11), castTz);
}

export function leadRow({ stage }: LeadTeller, company: string) {
  return stage.database.prisma.lead.findFirstOrThrow({ where: { company } });
}

/** How often each lead changed hands, and why. */
export async function handovers(teller: LeadTeller, company: string): Promise<readonly string[]> {
  const rows = await teller.stage.database.prisma.leadHandover.findMany({
    where: { leadId: (await leadRow(teller, company)).id },
    orderBy: { at: "asc" },
  });
  return rows.map(({ why }) => why);
}

/** Registers a lead by a line that answers the three questions, and asks for the approval of its grade. */
export async function submitLine(
  { stage, cast }: LeadTeller,
  client: ChatClient,
  lead: { readonly company: string; readonly line: string },
): Promise<void> {
  const { locale } = stage;
  const registered = registerTexts[locale].registered(lead.company);
  const card = await cast.hears(client, registered, () => client.command(lead.line));
  const t = gradeTexts[locale];
  await client.press(t.submitAs("B"), { on: card.id });
  await cast.becomes(client, card.id, t.submitted(lead.company, "B"));
}
