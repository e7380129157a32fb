import { expect, it } from "vitest";
import { peopleTexts } from "#cards/people/texts.ts";
import { features } from "#features/index.ts";
import { people } from "#features/people/index.ts";
import { unreachableMessage } from "#features/people/unreachable.ts";
import { deliveryFailedKind } from "#outbox/delivery-failed.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { newPerson } from "#test/directory/support.ts";
import { testDatabase } from "#test/support/database.ts";
import { newStage } from "./people-support.ts";

const database = await testDatabase();

it("tells an admin whom a message did not reach, and why", async () => {
  const stage = await newStage(database, people);
  const admin = await newPerson(stage, { name: "Ann", roles: ["admin"] });
  const rep = await newPerson(stage, { name: "Ben" });
  const payload = { personId: rep.personId, reason: "no-account" };
  await enqueue(database.prisma, stage.workspaceId, [
    { kind: unreachableMessage, key: "x", personId: admin.personId, payload, dueAt: stage.clock.now },
  ]);
  const [card] = await stage.cardsFor(admin.personId);
  expect(card?.title).toBe(peopleTexts.zh.unreachableTitle("Ben"));
  expect(card?.summary).toBe(peopleTexts.zh.unreachable["no-account"]("Ben"));
});

// The outbox names the kind by itself; without a feature that draws it, every notice would fail in silence.
it("is declared, so that the outbox's notices are drawn", () => {
  expect(features.flatMap(({ messages }) => messages ?? []).map(({ kind }) => kind)).toContain(
    deliveryFailedKind,
  );
});
