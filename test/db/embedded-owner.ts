// A program of its own that owns an embedded PostgreSQL, for the tests to kill: says the URL, and ends by itself
// without stopping anything when its input closes.
import { startEmbeddedPostgres } from "#db/embedded.ts";

const [dataDir = ""] = process.argv.slice(2);
const { url } = await startEmbeddedPostgres({ dataDir, isDurable: false });
process.stdout.write(`${url}\n`);
process.stdin.once("end", () => process.exit(0)).resume();
