import { existsSync } from "node:fs";

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Nothing of the browser's own goes over a network. */
export const browserArguments = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

/** Where a Chromium is: `CHROMIUM_PATH`, or one of the usual places. */
export function findChromium(): string | undefined {
  const given = process.env["CHROMIUM_PATH"];
  return given !== undefined && given !== "" ? given : usual.find((path) => existsSync(path));
}
