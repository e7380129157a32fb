import { describe, expect, it } from "vitest";
import { importTexts } from "#cards/lead/import-texts.ts";
import { readTable } from "#tables/read-table.ts";
import { writeTable } from "#tables/write-table.ts";
import type { PlatformName } from "#test/support/stage.ts";
import { startStage } from "#test/support/stage.ts";
import { answerTo, sees, until } from "#test/support/stage-watch.ts";

const stage = await startStage();
const { prisma } = stage.database;
const t = importTexts.zh;

/** A list as an exhibition leaves it: an Excel sheet on Slack, a CSV that Excel in China saved on Feishu. */
const lists = {
  slack: {
    name: "展会名单.xlsx",
    bytes: await writeTable(
      [
        ["公司", "联系人", "电话", "来源", "摊位"],
        ["云深科技", "王总", "13800001234", "展会", "A1"],
        ["=远大", "赵工", "02188886666", "展会", "A2"],
        ["", "没有公司", "13800001235", "展会", "A3"],
      ],
      "xlsx",
    ),
  },
  feishu: {
    name: "名单.csv",
    // "公司\n华为\n华为" in GB 18030.
    bytes: Buffer.from("b9abcbbe0abbaaceaa0abbaaceaa0a", "hex"),
  },
} as const;

describe.each(["slack", "feishu"] as const)(
  "a list that is sent to the bot on %s",
  (platform: PlatformName) => {
    const lin = stage.person("lin", platform);
    const list = lists[platform];
    const good = platform === "slack" ? 2 : 1;
    const bad = platform === "slack" ? "第 4 行：没有公司名称" : "第 3 行：和第 2 行重复";

    it("is looked through before anything is written", async () => {
      const before = await prisma.lead.count();
      const card = await answerTo(lin, () => lin.sendFile(list));
      expect(card.text).toContain(t.title(list.name));
      expect(card.text).toContain(bad);
      expect(await prisma.lead.count()).toBe(before);
    });

    it("is imported at the press, and what was left out comes back as a sheet", async () => {
      const before = await prisma.lead.count();
      await lin.press(t.importNew(good));
      await sees(lin, t.doneTitle(good));
      expect(await prisma.lead.count()).toBe(before + good);
      await stage.app.tick();
      await sees(lin, t.reportTitle(1));
      const file = await until("the sheet", () =>
        lin
          .messages()
          .flatMap(({ id, from }) => (from === "bot" ? lin.files(id) : []))
          .at(-1),
      );
      expect(file.name).toMatch(/^未导入的线索-.*\.xlsx$/);
      expect((await readTable(file.bytes))[1]?.cells.join()).toContain(bad.split("：")[1]);
    });

    it("makes nothing twice", async () => {
      const before = await prisma.lead.count();
      const card = await answerTo(lin, () => lin.sendFile(list));
      expect(card.text).toContain(t.noneTitle);
      expect(card.text).toContain(t.before);
      expect(await prisma.lead.count()).toBe(before);
    });

    it("is answered kindly where it is no list", async () => {
      // The sheet of the import before may come in between.
      await lin.sendFile({ name: "合同.pdf", bytes: Buffer.from("%PDF") });
      await sees(lin, t.whatTitle);
    });
  },
);

it("words beside a picture on Slack are taken as words", async () => {
  const lin = stage.person("lin", "slack");
  const picture = { name: "名片.png", bytes: Buffer.from("png") };
  await lin.sendFile(picture, { text: "待办 今天17点给王总回电话" });
  await sees(lin, "给王总回电话");
});
