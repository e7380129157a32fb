-- AlterTable
ALTER TABLE "contact" ADD COLUMN     "phone_key" TEXT;

-- The key as src/domain/lead.ts makes it from now on: no country, no 0 before an area, at least five digits.
UPDATE "contact" SET "phone_key" = substring(
  regexp_replace(regexp_replace(normalize("phone", NFKC), '[^0-9]', '', 'g'), '^(00)?(86(?=[0-9]{10}))?(0(?=[1-9][0-9]{9}))?', '')
  FROM '^[0-9]{5,}$')
WHERE "phone" IS NOT NULL;
UPDATE "lead" SET "phone_key" = substr("phone_key", 2) WHERE "phone_key" ~ '^0[1-9][0-9]{9}';

-- CreateIndex
CREATE INDEX "contact_workspace_id_phone_key_idx" ON "contact"("workspace_id", "phone_key");

-- CreateIndex
CREATE INDEX "contact_workspace_id_email_idx" ON "contact"("workspace_id", "email");

-- CreateIndex
CREATE INDEX "lead_unowned_idx" ON "lead"("workspace_id", "registered_by_id", "registered_at", "id") WHERE ((owner_id IS NULL) AND (status = ANY (ARRAY['registered'::lead_status, 'grading'::lead_status])));
