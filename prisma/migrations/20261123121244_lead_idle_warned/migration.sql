-- AlterTable
ALTER TABLE "lead" ADD COLUMN     "idle_warned_at" TIMESTAMPTZ(3),
ADD COLUMN     "idle_warned_of" TIMESTAMPTZ(3),
ADD COLUMN     "last_logged_at" TIMESTAMPTZ(3);

-- What was logged before
UPDATE "lead" l SET "last_logged_at" = f."at"
FROM (
    SELECT "workspace_id", "lead_id", max("logged_at") AS "at" FROM "follow_up"
    WHERE "lead_id" IS NOT NULL AND "undone_at" IS NULL
    GROUP BY "workspace_id", "lead_id"
) f
WHERE l."workspace_id" = f."workspace_id" AND l."id" = f."lead_id";
