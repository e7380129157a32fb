import { z } from "zod";
import { editCustomerForm } from "#cards/customer/forms.ts";
import { customerTexts } from "#cards/customer/texts.ts";
import { levelNames, segmentNames, stageNames } from "#cards/shared/customer-words.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import type { FormValues, Option } from "#chat/form.ts";
import { optionOf, textOf } from "#chat/read-values.ts";
import { ask, invalid, toast } from "#chat/reply.ts";
import { recordAudit } from "#directory/audit.ts";
import { mayUseCustomer } from "#directory/customer-access.ts";
import { cleanName, nameColumns, splitShortNames } from "#directory/customer-name.ts";
import { replaceNameKeys } from "#directory/customers.ts";
import { redrawCustomer } from "./show.ts";

/** "Edit". */
export const edit = action({
  id: "customer.edit",
  payload: z.object({ customerId: z.uuid() }),
  run: async (ctx, { customerId }) => {
    const t = customerTexts[ctx.locale];
    const row = await ctx.db.customer.findFirst({ where: { id: customerId, deletedAt: null } });
    if (row === null) return toast(t.gone, "warning");
    if (!(await mayUseCustomer(ctx, row))) return toast(t.notAllowed, "warning");
    return ask(
      editCustomerForm(ctx.locale, {
        ...choices(ctx),
        customerId,
        version: row.version,
        name: row.name,
        shortNames: row.shortNames.join(", "),
        stage: row.stage,
        segment: row.segment,
        industry: row.industry ?? "",
        address: row.address ?? "",
        notes: row.notes ?? "",
        ...(row.level && { level: row.level }),
      }),
    );
  },
});

function choices({ locale }: HandlerCtx) {
  return {
    stages: optionsOf(stageNames[locale]),
    levels: optionsOf(levelNames[locale]),
    segments: optionsOf(segmentNames[locale]),
  };
}

export function optionsOf(names: Readonly<Record<string, string>>): Option[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}

const stage = z.enum(["potential", "intent", "cooperating", "strategic"]);
const segment = z.enum(["strategic_maintenance", "key_expansion", "routine"]);
const level = z.enum(["large", "medium", "small"]);

/** The submitted form: refused where somebody changed the customer since it was opened. */
export const edited = form({
  id: "customer.edit",
  payload: z.object({ customerId: z.uuid(), version: z.coerce.number() }),
  run: async (ctx, { payload, values }) => {
    const t = customerTexts[ctx.locale];
    const { customerId, version } = payload;
    const row = await ctx.db.customer.findFirst({ where: { id: customerId, deletedAt: null } });
    if (row === null) return invalid({ name: t.gone });
    if (!(await mayUseCustomer(ctx, row))) return invalid({ name: t.notAllowed });
    const name = cleanName(textOf(values, "name") ?? "");
    if (name === "") return invalid({ name: t.needName });
    const shortNames = splitShortNames(textOf(values, "shortNames") ?? "");
    const change = { ...readFacts(values), name, shortNames };
    const isChanged = await ctx.db.$transaction(async (tx) => {
      const { count } = await tx.customer.updateMany({
        where: { id: customerId, version },
        data: { ...change, ...nameColumns(name), version: { increment: 1 } },
      });
      if (count === 0) return false;
      const scope = { ...ctx, db: tx };
      await replaceNameKeys(scope, { id: customerId, name, shortNames });
      await recordAudit(scope, {
        action: "customer.edited",
        at: ctx.now,
        personId: ctx.actor.personId,
        subjectId: customerId,
        details: { changed: changedColumns(row, change) },
      });
      return true;
    });
    return isChanged
      ? redrawCustomer(ctx, customerId, t.edited(name))
      : invalid({ name: t.changedMeanwhile });
  },
});

/** An option that the form did not offer leaves the fact as it is; an empty level clears it. */
function readFacts(values: FormValues) {
  const stageRead = stage.safeParse(optionOf(values, "stage"));
  const segmentRead = segment.safeParse(optionOf(values, "segment"));
  return {
    ...(stageRead.success && { stage: stageRead.data }),
    ...(segmentRead.success && { segment: segmentRead.data }),
    level: level.safeParse(optionOf(values, "level")).data ?? null,
    industry: textOf(values, "industry") ?? null,
    address: textOf(values, "address") ?? null,
    notes: textOf(values, "notes") ?? null,
  };
}

function changedColumns(row: object, change: object): string[] {
  return Object.entries(change)
    .filter(([column, value]) => JSON.stringify(Reflect.get(row, column)) !== JSON.stringify(value))
    .map(([column]) => column);
}
