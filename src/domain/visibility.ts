/**
 * Who sees what of a customer. Customer information is confidential: who is neither owner, collaborator nor above
 * them learns that a customer exists and whose it is, and nothing else.
 */

export type Viewer = {
  readonly personId: string;
  readonly roles: readonly string[];
  readonly teamId?: string;
};

export type OrgChart = {
  readonly people: readonly {
    readonly id: string;
    readonly managerId: string | null;
    readonly teamId: string | null;
  }[];
  readonly teams: readonly { readonly id: string; readonly parentId: string | null }[];
};

export type Keepers = { readonly ownerId: string | null; readonly collaboratorIds: readonly string[] };

/** `full`: everything. `masked`: its name and its owner's name. */
export type Visibility = "full" | "masked";

/** A director and an admin see all records; so nobody has to ask who is below them. */
export function seesAll(viewer: Viewer): boolean {
  return viewer.roles.includes("director") || viewer.roles.includes("admin");
}

/** `below` are the people whose records the viewer sees, see `peopleBelow`. */
export function customerVisibility(
  viewer: Viewer,
  customer: Keepers,
  below: ReadonlySet<string>,
): Visibility {
  if (seesAll(viewer)) return "full";
  const keepers =
    customer.ownerId === null ? customer.collaboratorIds : [customer.ownerId, ...customer.collaboratorIds];
  return keepers.some((id) => id === viewer.personId || below.has(id)) ? "full" : "masked";
}

/**
 * Ids of the people whose records the viewer sees beside the own ones: whoever reports to the viewer, directly or
 * through others; for a supervisor the team, for a manager also the teams below it; for a director and an admin
 * everybody. Nobody is below someone who reports to them.
 */
export function peopleBelow(viewer: Viewer, chart: OrgChart): ReadonlySet<string> {
  const below = new Set<string>();
  if (seesAll(viewer)) {
    for (const { id } of chart.people) below.add(id);
  } else {
    for (const id of reports(viewer.personId, chart)) below.add(id);
    for (const id of teamPeople(viewer, chart)) below.add(id);
  }
  below.delete(viewer.personId);
  return below;
}

/** Walks down; a circle of managers ends the walk. */
function reports(personId: string, chart: OrgChart): ReadonlySet<string> {
  return descendants([personId], chart.people, (person) => person.managerId);
}

function teamPeople(viewer: Viewer, chart: OrgChart): readonly string[] {
  const teamIds = teamsSeen(viewer, chart);
  if (teamIds.size === 0) return [];
  const above = chain(viewer.personId, chart);
  return chart.people
    .filter(({ id, teamId }) => teamId !== null && teamIds.has(teamId) && !above.has(id))
    .map(({ id }) => id);
}

function teamsSeen(viewer: Viewer, chart: OrgChart): ReadonlySet<string> {
  if (viewer.teamId === undefined) return new Set();
  if (viewer.roles.includes("manager")) {
    return descendants([viewer.teamId], chart.teams, (team) => team.parentId).add(viewer.teamId);
  }
  return new Set(viewer.roles.includes("supervisor") ? [viewer.teamId] : []);
}

/** The managers above a person, the nearest first. */
export function chain(personId: string, chart: OrgChart): ReadonlySet<string> {
  const managerOf = new Map(chart.people.map((person) => [person.id, person.managerId]));
  const above = new Set<string>();
  for (
    let id = managerOf.get(personId) ?? null;
    id !== null && !above.has(id);
    id = managerOf.get(id) ?? null
  ) {
    above.add(id);
  }
  return above;
}

function descendants<Node extends { readonly id: string }>(
  roots: readonly string[],
  nodes: readonly Node[],
  parentOf: (node: Node) => string | null,
): Set<string> {
  const children = new Map<string | null, string[]>();
  for (const node of nodes) {
    const siblings = children.get(parentOf(node));
    if (siblings === undefined) children.set(parentOf(node), [node.id]);
    else siblings.push(node.id);
  }
  const found = new Set<string>();
  const waiting = [...roots];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const unseen = (children.get(id) ?? []).filter((child) => !found.has(child));
    for (const child of unseen) found.add(child);
    waiting.push(...unseen);
  }
  return found;
}
