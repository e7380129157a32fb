import type { Database } from "#db/client.ts";
import { newOffice } from "./support.ts";

/** An office with a rep who has a customer. */
export async function newDesk(database: Database) {
  const office = await newOffice(database);
  const rep = await office.colleague({ name: "李雷" });
  const customerId = await office.customer(rep, "华为技术有限公司", "华为");
  const rows = () => office.db.followUp.findMany({ orderBy: { id: "asc" } });
  const todos = () => office.db.todo.findMany({ orderBy: { id: "asc" } });
  const lastContact = async () =>
    (await office.db.customer.findFirst({ where: { id: customerId } }))?.lastFollowUpAt;
  return { ...office, rep, customerId, rows, todos, lastContact };
}
