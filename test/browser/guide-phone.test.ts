import { browserTests } from "#test/support/browser.ts";
import { servePlayground } from "./support.ts";
import { walk } from "./walk-guide.ts";

const address = servePlayground();

browserTests("the guide at a phone", {
  "leads through a visit, its reminder and done on Feishu": (open) =>
    walk(open, { address: address(), client: "feishu", size: "phone" }),
  "leads through a visit, its reminder and done on Slack": (open) =>
    walk(open, { address: address(), client: "slack", size: "phone" }),
});
