import { browserTests } from "#test/support/browser.ts";
import { servePlayground } from "./support.ts";
import { walk } from "./walk-guide.ts";

// The walks move the clock, and at a desk they see both clients: each width has a playground of its own.
const addresses = { desk: servePlayground(), phone: servePlayground() } as const;

browserTests("the guide", {
  "leads through a visit, its reminder and done on Feishu at a desk": (open) =>
    walk(open, { address: addresses.desk(), client: "feishu", size: "desk" }),
  "leads through a visit, its reminder and done on Slack at a desk": (open) =>
    walk(open, { address: addresses.desk(), client: "slack", size: "desk" }),
  "leads through a visit, its reminder and done on Feishu on a phone": (open) =>
    walk(open, { address: addresses.phone(), client: "feishu", size: "phone" }),
  "leads through a visit, its reminder and done on Slack on a phone": (open) =>
    walk(open, { address: addresses.phone(), client: "slack", size: "phone" }),
});
