-- AlterTable
ALTER TABLE "customer" ADD COLUMN     "idle_warned_at" TIMESTAMPTZ(3),
ADD COLUMN     "idle_warned_of" TIMESTAMPTZ(3);
