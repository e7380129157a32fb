-- DropIndex
DROP INDEX "outbound_message_shown_topics_idx";

-- AlterTable
ALTER TABLE "outbound_message" DROP COLUMN "shown_topics",
DROP COLUMN "shown_view";

-- CreateTable
CREATE TABLE "shown_message" (
    "workspace_id" UUID NOT NULL,
    "platform" "platform" NOT NULL,
    "conversation" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "reader_id" UUID NOT NULL,
    "view" TEXT NOT NULL,
    "topics" TEXT[],
    "shown_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shown_message_pkey" PRIMARY KEY ("workspace_id","platform","conversation","message")
);

-- CreateIndex
CREATE INDEX "shown_message_topics_idx" ON "shown_message" USING GIN ("topics");

-- CreateIndex
CREATE INDEX "shown_message_shown_at_idx" ON "shown_message"("shown_at");
