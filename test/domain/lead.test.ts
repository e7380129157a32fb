import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Candidate,
  claimAgainAt,
  claimsInTheWay,
  isEnded,
  isOwned,
  leadStatuses,
  nextLeader,
  nextOwner,
  phoneKeyOf,
} from "#domain/lead.ts";

describe("a phone's key", () => {
  test.each([
    ["138 0000 1234", "13800001234"],
    ["+86 138-0000-1234", "13800001234"],
    ["0086 13800001234", "13800001234"],
    ["１３８００００１２３４", "13800001234"],
    ["(0571) 8888-6666", "57188886666"],
    ["+86 571 8888 6666", "57188886666"],
    ["02188886666", "2188886666"],
    ["+86 21 8888 6666", "2188886666"],
    ["+86 (0)21 8888 6666", "2188886666"],
    ["0086-021-88886666 转 802", "2188886666802"],
    ["021 8888 6666-802", "2188886666802"],
    ["8888 6666", "88886666"],
    ["010 1234", "0101234"],
    ["+1 (415) 555-0100", "14155550100"],
  ])("of %s is %s", (phone, key) => expect(phoneKeyOf(phone)).toBe(key));

  test("is none where there is no phone", () => {
    expect(phoneKeyOf("转 802")).toBeUndefined();
    expect(phoneKeyOf("")).toBeUndefined();
  });

  test("is the same with or without the country before it", () => {
    const mobile = fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String);
    fc.assert(
      fc.property(mobile, (phone) => {
        expect(phoneKeyOf(`+86 ${phone}`)).toBe(phoneKeyOf(phone));
      }),
    );
  });
});

const at = (day: number) => new Date(Date.UTC(2026, 8, day));
const candidate = (personId: string, openLeads: number, more: Partial<Candidate> = {}): Candidate => ({
  ...{ personId, openLeads, roles: ["rep"] },
  ...more,
});

describe("who gets a lead that nobody owns", () => {
  test("is the least loaded, among equals whoever has waited longest, one who never got any first", () => {
    expect(nextOwner("B", [candidate("a", 3), candidate("b", 1), candidate("c", 2)])?.personId).toBe("b");
    const equals = [candidate("a", 1, { lastGivenAt: at(2) }), candidate("b", 1, { lastGivenAt: at(1) })];
    expect(nextOwner("B", equals)?.personId).toBe("b");
    expect(nextOwner("B", [...equals, candidate("c", 1)])?.personId).toBe("c");
  });

  // A senior rep with fewer leads got the Bs, too.
  test("is a senior rep for an A and a rep for a B, however loaded, and the other only where there is none", () => {
    const [rep, senior] = [candidate("a", 5), candidate("s", 9, { roles: ["senior_rep"] })];
    expect(nextOwner("A", [rep, senior])?.personId).toBe("s");
    expect(nextOwner("B", [candidate("a", 12), senior])?.personId).toBe("a");
    expect(nextOwner("A", [rep])?.personId).toBe("a");
    expect(nextOwner("B", [senior])?.personId).toBe("s");
    const both = candidate("x", 0, { roles: ["rep", "senior_rep"] });
    expect(nextOwner("B", [both, rep])?.personId).toBe("a");
  });

  test("is nobody who is away, unless all are", () => {
    const away = { isAway: true };
    const senior = candidate("s", 0, { roles: ["senior_rep"], ...away });
    expect(nextOwner("B", [candidate("a", 0, away), candidate("b", 7)])?.personId).toBe("b");
    expect(nextOwner("A", [senior, candidate("b", 7)])?.personId).toBe("b");
    expect(nextOwner("A", [senior, candidate("b", 7, away)])?.personId).toBe("s");
  });

  test("is who leads a team only where there is no rep, and nobody without such a role", () => {
    const manager = candidate("m", 0, { roles: ["manager", "admin"] });
    const supervisor = candidate("v", 4, { roles: ["supervisor"] });
    expect(nextOwner("B", [manager, supervisor])).toBeUndefined();
    expect(nextLeader([manager, supervisor])?.personId).toBe("v");
    expect(nextLeader([manager])?.personId).toBe("m");
    expect(nextLeader([candidate("d", 0, { roles: ["director"] })])).toBeUndefined();
  });

  test("goes round: each given lead makes its owner the last of the equals", () => {
    const people = ["a", "b", "c"].map((personId) => ({ personId, openLeads: 0, lastGivenAt: at(0) }));
    const given = Array.from({ length: 9 }, (_, turn) => {
      const next = nextOwner(
        "B",
        people.map((person) => ({ ...person, roles: ["rep"] })),
      );
      const person = people.find(({ personId }) => personId === next?.personId);
      if (person !== undefined)
        Object.assign(person, { openLeads: person.openLeads + 1, lastGivenAt: at(turn + 1) });
      return next?.personId;
    });
    expect(given.join("")).toBe("abcabcabc");
  });
});

describe("claiming", () => {
  const policy = { claimsMax: 2, claimsWithinDays: 7, claimCoolDownDays: 14 };
  const now = at(20);

  test("is open again, to who lost this lead, after the cool-down", () => {
    expect(claimAgainAt(at(10), policy)).toEqual(at(24));
    expect(claimAgainAt(undefined, policy)).toBeUndefined();
  });

  test("is limited to so many in so many days", () => {
    expect(claimsInTheWay([at(19), at(18)], policy, now)).toEqual([at(19), at(18)]);
    expect(claimsInTheWay([at(19), at(13)], policy, now)).toBeUndefined();
  });
});

test("a status is owned, ended or neither", () => {
  expect(leadStatuses.filter(isOwned)).toEqual(["assigned", "contacted"]);
  expect(leadStatuses.filter(isEnded)).toEqual(["converted", "disqualified"]);
});
