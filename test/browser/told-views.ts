import type { Page } from "playwright-core";
import { z } from "zod";
import type { ClientName } from "#playground/web/wire.ts";

/** What the page asks the server for when a modal is put away. */
export const closing = z.object({ do: z.string(), view: z.string().optional() });
const sight = z.looseObject({ messages: z.record(z.string(), z.unknown()) });

/** What the bot does not do by itself yet: the page is told of it in the server's stead. */
export async function onSight(
  page: Page,
  client: ClientName,
  change: (view: z.infer<typeof sight>) => unknown,
): Promise<void> {
  await page.route(`**/playground/view?client=${client}*`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: change(sight.parse(await response.json())) });
  });
}

const drawn = z.object({ kind: z.string(), json: z.looseObject({}) });

/** Slack's JSON of two forms of the gallery. */
export async function modalSamples(address: string) {
  const response = await fetch(`${address}playground/samples`);
  const samples = z.array(z.object({ slack: z.object({ zh: drawn }) })).parse(await response.json());
  return samples.flatMap(({ slack }) => (slack.zh.kind === "modal" ? [slack.zh.json] : [])).slice(0, 2);
}
