/** One thing that the doctor looked at. What is a problem says what to do. */
export type Finding = {
  readonly about: string;
  readonly level: "ok" | "note" | "problem";
  readonly text: string;
};

export function ok(about: string, text: string): Finding {
  return { about, level: "ok", text };
}

export function note(about: string, text: string): Finding {
  return { about, level: "note", text };
}

export function problem(about: string, text: string): Finding {
  return { about, level: "problem", text };
}
