import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Locale } from "#chat/locale.ts";
import { type Playground, startPlayground } from "#playground/start.ts";
import { startTerminal } from "#playground/terminal.ts";
import { parseConfig } from "#src/config.ts";
import { setLogLevel } from "#src/log.ts";
import { testDatabase } from "#test/support/database.ts";
import { until } from "#test/support/stage-watch.ts";

const database = await testDatabase();
let directory: string;
let playground: Playground;

beforeAll(async () => {
  setLogLevel("silent");
  directory = await mkdtemp(join(tmpdir(), "genjin-terminal-"));
  playground = await startPlayground({
    config: parseConfig({ PORT: "0" }),
    databaseUrl: database.url,
    secretFile: join(directory, "secret"),
  });
});
afterAll(async () => {
  await playground.stop();
  await rm(directory, { recursive: true });
});

type Seen = {
  /** Types a line and waits until something that matches is on the screen since. */
  type(line: string, expected: string | RegExp): Promise<string>;
  press(keys: string): void;
  wait(expected: string | RegExp): Promise<string>;
  readonly quits: number;
  stop(): void;
};

let seen: Seen | undefined;
beforeEach(() => () => seen?.stop());

/** At the terminal as somebody: each test has a person of its own, whose chat nobody else has written into. */
async function sitAs(name: string, locale: Locale): Promise<Seen> {
  const here = sit(locale);
  await here.wait(/> $/);
  await here.type(`/as ${name}`, `${name}> `);
  return here;
}

function sit(locale: Locale): Seen {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 200 });
  let screen = "";
  let quits = 0;
  output.on("data", (chunk: Buffer) => {
    screen += stripVTControlCharacters(chunk.toString());
  });
  const terminal = startTerminal({ playground, input, output, locale, quit: () => (quits += 1) });
  const wait = async (expected: string | RegExp, from = 0) => {
    const isThere = (text: string) =>
      typeof expected === "string" ? text.includes(expected) : expected.test(text);
    return until(
      `${expected} on the screen:\n${screen.slice(from)}`,
      () => {
        const since = screen.slice(from);
        return isThere(since) && since;
      },
      20_000,
    ).catch((error: unknown) => {
      throw new Error(`${expected} is not on the screen:\n${screen.slice(from)}`, { cause: error });
    });
  };
  seen = {
    type: (line, expected) => {
      const from = screen.length;
      input.write(`${line}\r`);
      return wait(expected, from);
    },
    press: (keys) => input.write(keys),
    wait: (expected) => wait(expected),
    get quits() {
      return quits;
    },
    stop: terminal.stop,
  };
  return seen;
}

test("begins as a rep who speaks the language of the terminal, at the client that goes with it", async () => {
  await sit("zh").wait("飞书 王小明> ");
  seen?.stop();
  await sit("en").wait("Slack Emma Clark> ");
});

test("a note's answer is drawn with numbers that press its buttons", async () => {
  const { type } = await sitAs("王小明", "zh");
  const asked = await type("跟进 今天拜访了远大机电有限公司的王总", /\[1\] \S/);
  expect(asked).toContain("远大机电");
  const saved = await type("1", "撤销");
  expect(saved).toMatch(/已更新/);
  expect(saved).toMatch(/\[1\] 撤销 {2}\[2\]/);
  await type("1", "已撤销");
  await type("9", "最近的卡片没有这个按钮");
});

test("a form is asked field by field: what stands there is kept, options go by number, errors are told", async () => {
  // She has no customers to choose from, so the name is typed.
  const { type } = await sitAs("赵敏", "zh");
  await type("跟进", /客户.*: $/m);
  await type("宏图贸易", /方式.*\[拜访\]: $/m);
  await type("2", /内容.*: $/m);
  // Required: the same question again.
  await type("", /内容.*: $/m);
  await type("聊了扩容，客户要样品三件", /下次跟进日期.*: $/m);
  await type("改天吧", /待办.*: $/m);
  const again = await type("", /客户.*\[宏图贸易\]: $/m);
  expect(again).toMatch(/"改天吧" is not yyyy-MM-dd/);
  await type("", /方式.*\[电话\]: $/m);
  await type("", /内容.*\[聊了扩容，客户要样品三件\]: $/m);
  await type("", /下次跟进日期.*: $/m);
  await type("2099-03-02", /待办.*: $/m);
  const asked = await type("", /\[1\] \S/);
  expect(asked).toContain("宏图贸易");
});

test("a form that is left is closed at the client too", async () => {
  const { type } = await sitAs("周立", "zh");
  await type("跟进", /客户.*: $/m);
  await type("/cancel", "表单已关闭");
  const person = playground.people.find(({ name }) => name === "周立");
  await until("closed", () => person && playground.seat("feishu", person).form() === undefined);
  await type("今天", "今天 · ");
});

test("Slack's searched select is chosen from by number, and its slash command opens the form", async () => {
  const { type } = await sitAs("Emma Clark", "en");
  await type("/genjin log", /Customer.*: $/m);
  await type("Borealis", /How.*\[Visit\]: $/m);
  await type("2", /Notes.*: $/m);
  await type("Called Tom, they need three samples", /Next follow-up.*: $/m);
  await type("", /To-do.*: $/m);
  const asked = await type("", "Create “Borealis”");
  expect(asked).toMatch(/\[1\] Create/);
  await type("1", /Logged: Borealis[\s\S]*\[1\] Undo/);
  await type("/genjin log", /Customer.*: $/m);
  await type("Borea", /1 Borealis {2}2 Use “Borea”\s+Customer.*: $/m);
  await type("1", /How.*: $/m);
  await type("/cancel", "form closed");
});

test("one is somebody else, at the other client, and sees who has news", async () => {
  const { type } = await sitAs("Alex Morgan", "en");
  await type("/feishu", "Feishu Alex Morgan> ");
  await type("/as nobody", "there is nobody of that name");
  await type("/as 孙", "Feishu 孙洁> ");
  const placeOf = (name: string) => playground.people.findIndex((person) => person.name === name) + 1;
  await type(`/as ${placeOf("Alex Morgan")}`, "Feishu Alex Morgan> ");
  const sun = playground.people.find(({ name }) => name === "孙洁");
  if (sun === undefined) throw new Error("nobody is called 孙洁");
  await playground.seat("feishu", sun).say("帮助");
  await until("an answer", () => playground.seat("feishu", sun).messages().length > 1);
  const people = await type("/people", "Alex Morgan");
  expect(people).toContain(`* ${placeOf("Alex Morgan")} Alex Morgan  Admin`);
  expect(people).toMatch(new RegExp(`${placeOf("孙洁")} 孙洁 {2}Legal · Feishu: \\d+ new`));
  await type("/slack", "Slack Alex Morgan> ");
  await type("/nothing", "/nothing is not a valid command");
});

test("the clock moves to what was typed, and tells what it did not understand", async () => {
  const { type } = await sitAs("李娜", "zh");
  const before = playground.now().getTime();
  await type("/clock +2h", "现在是");
  expect(playground.now().getTime() - before).toBeGreaterThanOrEqual(2 * 3_600_000);
  await type("/clock 昨天 08:45", "看不懂这个时间");
  await type("/clock 明天 08:45", /现在是 .* 08:45 \(Asia\/Shanghai\)/);
  await type("/clock next", "现在是");
});

test.each([
  ["Ctrl-C", "\u0003", "陈刚"],
  ["Ctrl-D", "\u0004", "孙洁"],
])("%s asks to end, also while a form is open, and the terminal is given back", async (_, keys, name) => {
  const here = await sitAs(name, "zh");
  await here.type("跟进", /客户.*: $/m);
  here.press(keys);
  await until("the wish to end", () => here.quits > 0);
  here.stop();
  await here.wait("正在收尾");
  expect(here.quits).toBe(1);
});

test("what arrives while a line is typed leaves that line whole", async () => {
  const here = await sitAs("林国栋", "zh");
  here.press("帮");
  const lin = playground.people.find(({ name }) => name === "林国栋");
  if (lin === undefined) throw new Error("nobody is called 林国栋");
  await playground.seat("feishu", lin).say("今天");
  await here.wait(/今天 · [\s\S]*飞书 林国栋> 帮$/);
  await here.type("助", "你好，林国栋");
});
