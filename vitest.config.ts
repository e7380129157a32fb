import { defineConfig } from "vitest/config";

/** What needs neither a database nor a clock: quick enough to run at every save, and again in another time zone. */
const pure = [
  "test/*.test.ts",
  "test/{cards,chat,domain,understanding}/**/*.test.ts",
  "test/cli/{deadline,parse}.test.ts",
  "test/directory/{customer-name,secret-box}.test.ts",
  "test/platforms/**/{receive,render,verify}*.test.ts",
  "test/playground/**/{card-text,crypto,shapes,validate}.test.ts",
  "test/playground/web/*.test.tsx",
];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores are what the tests may count on; more workers only wait for each other.
    maxWorkers: 2,
    isolate: false,
    projects: [
      { extends: true, test: { name: "pure", include: pure } },
      {
        extends: true,
        test: {
          name: "database",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: pure,
          globalSetup: ["test/support/global-setup.ts"],
        },
      },
    ],
  },
});
