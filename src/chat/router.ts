import type { ApprovalKind } from "./approval.ts";
import type {
  Action,
  Command,
  Feature,
  FormHandler,
  MessageKind,
  OptionSource,
  Shortcut,
  Sweep,
  View,
} from "./feature.ts";

/** Every id of every feature, looked up in one step. Built once at start. */
export type Router = {
  readonly commands: readonly Command[];
  readonly commandById: ReadonlyMap<string, Command>;
  readonly actions: ReadonlyMap<string, Action>;
  readonly forms: ReadonlyMap<string, FormHandler>;
  readonly optionSources: ReadonlyMap<string, OptionSource>;
  readonly shortcuts: ReadonlyMap<string, Shortcut>;
  readonly views: ReadonlyMap<string, View>;
  readonly messages: ReadonlyMap<string, MessageKind>;
  readonly sweeps: readonly Sweep[];
  readonly approvals: ReadonlyMap<string, ApprovalKind>;
  readonly stranger: NonNullable<Feature["stranger"]>;
  readonly fallback: NonNullable<Feature["fallback"]>;
  readonly home: NonNullable<Feature["home"]>;
  readonly files: Feature["files"];
  /** The command that a line of text starts with, and the rest of the line. */
  match(line: string): { readonly command: Command; readonly text: string } | undefined;
};

/** Throws when an id or a word is claimed twice, or when the stranger, the fallback or the home has no owner. */
export function createRouter(features: readonly Feature[]): Router {
  const commands = features.flatMap((feature) => feature.commands ?? []);
  const words = index(
    commands.flatMap((command) =>
      [...command.words.zh, ...command.words.en].map((word) => ({ word, command })),
    ),
    (entry) => entry.word.toLowerCase(),
  );
  return {
    commands,
    commandById: index(commands, (command) => command.id),
    actions: index(
      features.flatMap((feature) => feature.actions ?? []),
      (action) => action.id,
    ),
    forms: index(
      features.flatMap((feature) => feature.forms ?? []),
      (form) => form.id,
    ),
    optionSources: index(
      features.flatMap((feature) => feature.optionSources ?? []),
      (source) => source.source,
    ),
    shortcuts: index(
      features.flatMap((feature) => feature.shortcuts ?? []),
      (shortcut) => shortcut.id,
    ),
    views: index(
      features.flatMap((feature) => feature.views ?? []),
      (view) => view.id,
    ),
    messages: index(
      features.flatMap((feature) => feature.messages ?? []),
      (message) => message.kind,
    ),
    sweeps: features.flatMap((feature) => feature.sweeps ?? []),
    approvals: index(
      features.flatMap((feature) => feature.approvals ?? []),
      (kind) => kind.kind,
    ),
    stranger: only(features, "stranger"),
    fallback: only(features, "fallback"),
    home: only(features, "home"),
    files: atMostOne(features, "files"),
    match: (line) => matchCommand(words, line),
  };
}

/** A command word ends at a space, a colon or the end of the line; one that is `glued` may also run on, as Chinese does. */
const wordPattern = /^\/?([^\s:：,，]+)[\s:：,，]*([\s\S]*)$/u;

type Words = ReadonlyMap<string, { readonly word: string; readonly command: Command }>;

function matchCommand(words: Words, line: string): { command: Command; text: string } | undefined {
  const parts = wordPattern.exec(line.trim());
  const [, first = "", rest = ""] = parts ?? [];
  const exact = words.get(first.toLowerCase());
  if (exact !== undefined) {
    return exact.command.takesText || rest === "" ? { command: exact.command, text: rest.trim() } : undefined;
  }
  return matchGlued(words, line.trim().replace(/^\//, ""));
}

function matchGlued(words: Words, line: string): { command: Command; text: string } | undefined {
  for (const { word, command } of words.values()) {
    const mayRunOn = command.glued === true && command.words.zh.includes(word);
    if (mayRunOn && line.startsWith(word)) return { command, text: line.slice(word.length).trim() };
  }
  return undefined;
}

function index<T>(entries: readonly T[], key: (entry: T) => string): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const entry of entries) {
    if (map.has(key(entry))) throw new Error(`two features claim ${key(entry)}`);
    map.set(key(entry), entry);
  }
  return map;
}

function atMostOne(features: readonly Feature[], key: "files"): Feature["files"] {
  const [owner, ...others] = features.flatMap((feature) => feature[key] ?? []);
  if (others.length > 0) throw new Error(`two features have ${key}`);
  return owner;
}

function only<K extends "stranger" | "fallback" | "home">(
  features: readonly Feature[],
  key: K,
): NonNullable<Feature[K]> {
  const [owner, ...others] = features.flatMap((feature) => feature[key] ?? []);
  if (owner === undefined || others.length > 0) throw new Error(`exactly one feature must have ${key}`);
  return owner;
}
