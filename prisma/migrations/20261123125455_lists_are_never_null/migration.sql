-- AlterTable
ALTER TABLE "customer" ALTER COLUMN "short_names" SET DEFAULT ARRAY[]::TEXT[],
ALTER COLUMN "collaborator_ids" SET DEFAULT ARRAY[]::UUID[];

-- AlterTable
ALTER TABLE "lead" ALTER COLUMN "collaborator_ids" SET DEFAULT ARRAY[]::UUID[];

-- A list that was never written was null, which raw statements hand on.
UPDATE "customer" SET "short_names" = '{}' WHERE "short_names" IS NULL;
UPDATE "customer" SET "collaborator_ids" = '{}' WHERE "collaborator_ids" IS NULL;
UPDATE "lead" SET "collaborator_ids" = '{}' WHERE "collaborator_ids" IS NULL;
ALTER TABLE "customer" ALTER COLUMN "short_names" SET NOT NULL, ALTER COLUMN "collaborator_ids" SET NOT NULL;
ALTER TABLE "lead" ALTER COLUMN "collaborator_ids" SET NOT NULL;
