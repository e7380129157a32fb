import { describe, expect, test } from "vitest";
import { customerVisibility, type OrgChart, peopleBelow, type Viewer } from "#domain/visibility.ts";

/** 华东 has the team 上海; 华南 stands beside it. Who has no team is named for its place in the chain of managers. */
const chart: OrgChart = {
  teams: [
    { id: "east", parentId: null },
    { id: "shanghai", parentId: "east" },
    { id: "south", parentId: null },
  ],
  people: [
    { id: "east-manager", managerId: "director", teamId: "east" },
    { id: "east-rep", managerId: "east-manager", teamId: "east" },
    { id: "shanghai-supervisor", managerId: "east-manager", teamId: "shanghai" },
    { id: "shanghai-rep", managerId: null, teamId: "shanghai" },
    { id: "shanghai-rep-of-supervisor", managerId: "shanghai-supervisor", teamId: "shanghai" },
    { id: "south-manager", managerId: null, teamId: "south" },
    { id: "south-rep", managerId: null, teamId: "south" },
    { id: "assistant-of-south-rep", managerId: "south-rep", teamId: null },
    { id: "director", managerId: null, teamId: null },
    { id: "admin", managerId: null, teamId: null },
    { id: "legal", managerId: null, teamId: null },
  ],
};
const everybody = chart.people.map(({ id }) => id);

function viewer(personId: string, ...roles: string[]): Viewer {
  const teamId = chart.people.find(({ id }) => id === personId)?.teamId;
  return { personId, roles, ...(typeof teamId === "string" ? { teamId } : {}) };
}

describe("who is below whom", () => {
  test.each([
    [viewer("shanghai-rep", "rep"), []],
    [viewer("legal", "legal"), []],
    [viewer("shanghai-supervisor", "supervisor"), ["shanghai-rep", "shanghai-rep-of-supervisor"]],
    [
      viewer("east-manager", "manager"),
      ["east-rep", "shanghai-supervisor", "shanghai-rep", "shanghai-rep-of-supervisor"],
    ],
    [viewer("south-manager", "manager"), ["south-rep"]],
    [viewer("south-rep", "rep"), ["assistant-of-south-rep"]],
    [viewer("director", "director"), everybody.filter((id) => id !== "director")],
    [viewer("admin", "admin", "rep"), everybody.filter((id) => id !== "admin")],
    // A supervisor of the manager's own team sees the team, not the manager.
    [viewer("east-rep", "supervisor"), []],
    [viewer("nobody", "manager"), []],
  ])("$0.personId ($0.roles)", (who, expected) => {
    expect([...peopleBelow(who, chart)].sort()).toEqual([...expected].sort());
  });

  test("a circle of managers or teams ends", () => {
    const circle: OrgChart = {
      teams: [
        { id: "t1", parentId: "t2" },
        { id: "t2", parentId: "t1" },
      ],
      people: [
        { id: "a", managerId: "b", teamId: "t1" },
        { id: "b", managerId: "a", teamId: "t2" },
      ],
    };
    expect(peopleBelow({ personId: "a", roles: ["manager"], teamId: "t1" }, circle)).toEqual(new Set(["b"]));
  });
});

describe("what is seen of a customer", () => {
  const below = new Set(["below"]);
  test.each([
    ["its owner", ["rep"], { ownerId: "me", collaboratorIds: [] }, "full"],
    ["a collaborator", ["rep"], { ownerId: "other", collaboratorIds: ["x", "me"] }, "full"],
    ["who is above the owner", ["supervisor"], { ownerId: "below", collaboratorIds: [] }, "full"],
    ["who is above a collaborator", ["supervisor"], { ownerId: "other", collaboratorIds: ["below"] }, "full"],
    ["a director", ["director"], { ownerId: "other", collaboratorIds: [] }, "full"],
    ["an admin", ["admin"], { ownerId: null, collaboratorIds: [] }, "full"],
    ["a colleague", ["rep"], { ownerId: "other", collaboratorIds: [] }, "masked"],
    ["a manager of others", ["manager"], { ownerId: "other", collaboratorIds: ["x"] }, "masked"],
    ["legal", ["legal"], { ownerId: "other", collaboratorIds: [] }, "masked"],
    ["a rep, of a customer that is nobody's", ["rep"], { ownerId: null, collaboratorIds: [] }, "masked"],
    ["someone without a role", [], { ownerId: "other", collaboratorIds: [] }, "masked"],
  ] as const)("by %s", (...[, roles, customer, expected]) => {
    expect(customerVisibility({ personId: "me", roles }, customer, below)).toBe(expected);
  });
});
