import { type DoctorTexts, doctorTexts } from "#cards/shared/doctor.ts";
import { type Config, ConfigError, hasPlatform, parseConfig, type Variables } from "#src/config.ts";
import manifest from "../../package.json" with { type: "json" };
import { checkDatabase } from "./doctor-database.ts";
import { checkPlatforms } from "./doctor-platforms.ts";
import { type Finding, note, ok, problem } from "./finding.ts";

export type DoctorOptions = {
  /** The environment, as `readVariables` gives it. */
  readonly variables: Variables;
  readonly now: () => Date;
  readonly write: (line: string) => void;
};

/**
 * The verb `doctor`: looks at everything that must be right for the bot to work, and says line by line what is, and
 * what to do about the rest. Returns the exit code, 1 if anything is wrong.
 */
export async function doctor({ variables, now, write }: DoctorOptions): Promise<number> {
  const t = doctorTexts[variables["DEFAULT_LOCALE"]?.trim() === "en" ? "en" : "zh"];
  let problemCount = 0;
  const tell = (findings: readonly Finding[]) => {
    for (const { level, about, text } of findings) {
      if (level === "problem") problemCount += 1;
      write(`[${t[level]}] ${about}: ${text}`);
    }
  };
  tell([checkNode(t, process.versions.node)]);
  const config = configOrProblems(variables);
  if (Array.isArray(config)) {
    tell(config.map((text) => problem(t.configuration, text)));
    const url = databaseUrlIn(variables);
    if (url !== undefined) tell(await checkDatabase(t, url, "real"));
    tell([note(t.configuration, t.restLater)]);
  } else {
    tell([ok(t.configuration, t.configured)]);
    tell(await checkDatabase(t, config.databaseUrl, hasPlatform(config) ? "real" : "playground"));
    tell(await checkPlatforms(t, config, now));
  }
  write(problemCount === 0 ? t.allWell : t.count(problemCount));
  return problemCount === 0 ? 0 : 1;
}

function checkNode(t: DoctorTexts, version: string): Finding {
  const wanted = manifest.engines.node.replace(">=", "");
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [majorMin = 0, minorMin = 0] = wanted.split(".").map(Number);
  const isOld = major < majorMin || (major === majorMin && minor < minorMin);
  return isOld ? problem("Node", t.nodeOld(version, wanted)) : ok("Node", version);
}

function configOrProblems(variables: Variables): Config | string[] {
  try {
    return parseConfig(variables);
  } catch (error) {
    if (error instanceof ConfigError) return [...error.problems];
    throw error;
  }
}

/** Where all else is wrong, the database can be looked at still. */
function databaseUrlIn({ DATABASE_URL: url = "" }: Variables): string | undefined {
  return URL.canParse(url) && /^postgres(ql)?:/.test(url) ? url : undefined;
}
