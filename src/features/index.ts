import type { Feature } from "#chat/feature.ts";
import { approval } from "./approval/index.ts";
import { customer } from "./customer/index.ts";
import { followUp } from "./follow-up/index.ts";
import { createHelp } from "./help/index.ts";
import { lead } from "./lead/index.ts";
import { ledger } from "./ledger/index.ts";
import { myDay } from "./my-day/index.ts";
import { people } from "./people/index.ts";
import { pool } from "./pool/index.ts";
import { teamFeature } from "./team/index.ts";
import { todo } from "./todo/index.ts";

const offered: readonly Feature[] = [
  followUp,
  todo,
  customer,
  lead,
  ledger,
  pool,
  myDay,
  approval,
  teamFeature,
  people,
];

/** Everything the bot can do. */
export const features: readonly Feature[] = [...offered, createHelp(offered)];
