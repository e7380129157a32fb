import { expect, it } from "vitest";
import { accepted, refusals } from "#test/support/stage-watch.ts";
import type { LeadTeller } from "./lead-teller.ts";
import { tellApprovals } from "./tell-lead-approval.ts";
import { tellMonth, tellWaking } from "./tell-lead-contact.ts";
import { tellLives } from "./tell-lead-life.ts";
import { tellBreach, tellClaim, tellPool } from "./tell-lead-pool.ts";

/** Seven weeks of a team with its leads, from a Friday in September on. */
export function tellLeads(teller: LeadTeller): void {
  tellLives(teller);
  tellBreach(teller);
  tellClaim(teller);
  tellMonth(teller);
  tellPool(teller);
  tellApprovals(teller);
  tellWaking(teller);
  readTheWire(teller);
}

function readTheWire({ stage, platform }: LeadTeller): void {
  const { log } = stage[platform];

  it("answered every delivery at the first attempt, and made no call that the platform refused, but to change what is older than 14 days", () => {
    const failed = log.filter(
      ({ kind, status, attempt }) => kind === "delivery" && (status !== 200 || attempt > 0),
    );
    expect(failed).toEqual([]);
    const tooOld = '"code":230031';
    expect(refusals(log).filter((call) => !JSON.stringify(call).includes(tooOld))).toEqual([]);
  });

  it("told everything in direct chats, and nothing to a group", () => {
    expect(accepted(log).length).toBeGreaterThan(40);
    expect(stage.person("wang", platform).messages({ in: "sales" })).toEqual([]);
  });
}
