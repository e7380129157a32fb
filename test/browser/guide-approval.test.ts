import { browserTests } from "#test/support/browser.ts";
import { servePlayground } from "./support.ts";
import { walkApproval } from "./walk-approval.ts";

const address = servePlayground();

browserTests("the guide's approval", {
  "leads from a lead to its approval on Slack at a desk, and changes what others have open": (open) =>
    walkApproval(open, { address: address(), client: "slack", locale: "en", size: "desk" }),
  "leads from a lead to its approval on Feishu on a phone, and changes what others have open": (open) =>
    walkApproval(open, { address: address(), client: "feishu", locale: "zh", size: "phone" }),
});
