/** What the benchmarks run on. Every process of a run makes the same names and ids from numbers. */
export const world = {
  slackTenant: "T0BENCH",
  slackBot: "U0BENCHBOT",
  signingSecret: "a signing secret of the benchmarks",
  botToken: "xoxb-bench",
  feishuAppId: "cli_bench",
  encryptKey: "an encrypt key of the benchmarks",
  verificationToken: "a verification token of the benchmarks",
  tz: "Asia/Shanghai",
  repsCount: 20,
  customersCount: 1000,
  /** Open to-dos, spread over the reps. */
  todosCount: 2000,
} as const;

const consonants = "bdfgjklmnprstvz";
const vowels = "aeiou";
const trades = ["Foods", "Robotics", "Textiles", "Logistics", "Optics", "Steel", "Chemicals"] as const;

/** Made-up words that begin as differently as companies do: `Bakuro Foods Ltd`. */
export function customerName(index: number): string {
  const syllable = (number: number) =>
    `${consonants.charAt(number % consonants.length)}${vowels.charAt(Math.floor(number / consonants.length) % vowels.length)}`;
  const word = [index * 7, index * 31 + 5, Math.floor(index / 75) + 3].map(syllable).join("");
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} ${trades[index % trades.length]} Ltd`;
}

export function customerId(index: number): string {
  return idOf("8000", index);
}

export function todoId(index: number): string {
  return idOf("9000", index);
}

/** Whose customer or to-do it is. */
export function repOf(index: number): number {
  return index % world.repsCount;
}

export function slackUser(rep: number): string {
  return `U0REP${rep}`;
}

export function feishuUser(rep: number): string {
  return `ou_rep${rep}`;
}

/** A uuid v7 without time. */
function idOf(kind: string, index: number): string {
  return `00000000-0000-7000-${kind}-${index.toString(16).padStart(12, "0")}`;
}
