import { defineConfig } from "prisma/config";

// `generate` never runs the schema engine, yet the CLI would download it. Any file that exists stops that.
process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
});
