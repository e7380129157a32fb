import { poolListView } from "#cards/pool/list.ts";
import type { Feature } from "#chat/feature.ts";
import { assigned, openAssign, poolPeople } from "./assign.ts";
import { claim } from "./claim.ts";
import { drawPool, poolLine, turnPool } from "./list.ts";
import { poolSamples } from "./samples.ts";

export const pool: Feature = {
  name: "pool",
  commands: [poolLine],
  actions: [turnPool, claim, openAssign],
  forms: [assigned],
  optionSources: [poolPeople],
  views: [{ id: poolListView, draw: drawPool }],
  samples: poolSamples,
};
