-- AlterTable
ALTER TABLE "outbound_message" ADD COLUMN     "tried_on" "platform";

-- AlterTable: renamed, for it no longer counts attempts
ALTER TABLE "inbound_event" RENAME COLUMN "attempts" TO "strikes";
