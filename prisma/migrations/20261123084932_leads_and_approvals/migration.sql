-- CreateEnum
CREATE TYPE "approval_status" AS ENUM ('waiting', 'returned', 'approved', 'changed', 'withdrawn');

-- CreateEnum
CREATE TYPE "lead_status" AS ENUM ('registered', 'grading', 'assigned', 'contacted', 'nurturing', 'pooled', 'converted', 'disqualified');

-- CreateEnum
CREATE TYPE "lead_grade" AS ENUM ('A', 'B', 'C');

-- CreateEnum
CREATE TYPE "need_urgency" AS ENUM ('clear', 'latent', 'vague');

-- CreateEnum
CREATE TYPE "lead_budget" AS ENUM ('sufficient', 'unconfirmed', 'none');

-- CreateEnum
CREATE TYPE "decision_influence" AS ENUM ('decision_maker', 'influencer', 'unknown');

-- AlterTable
ALTER TABLE "customer" ADD COLUMN     "clock_at" TIMESTAMPTZ(3),
ADD COLUMN     "extended_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "follow_up" ADD COLUMN     "lead_id" UUID,
ALTER COLUMN "customer_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "outbound_message" ADD COLUMN     "shown_topics" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "shown_view" TEXT;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "away_from" DATE,
ADD COLUMN     "away_until" DATE,
ADD COLUMN     "delegate_id" UUID;

-- AlterTable
ALTER TABLE "todo" ADD COLUMN     "lead_id" UUID;

-- CreateTable
CREATE TABLE "approval" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "facts" JSONB NOT NULL,
    "facts_key" TEXT NOT NULL,
    "proposal" TEXT NOT NULL,
    "status" "approval_status" NOT NULL DEFAULT 'waiting',
    "outcome" TEXT,
    "reason" TEXT,
    "question" TEXT,
    "answer" TEXT,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "waiting_since" TIMESTAMPTZ(3) NOT NULL,
    "level" INTEGER NOT NULL DEFAULT 1,
    "levels" JSONB NOT NULL,
    "clock_at" TIMESTAMPTZ(3),
    "clock_step" TEXT,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "approval_seat" (
    "workspace_id" UUID NOT NULL,
    "approval_id" UUID NOT NULL,
    "level" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "on_behalf_of_id" UUID,
    "is_open" BOOLEAN NOT NULL DEFAULT true,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "approval_seat_pkey" PRIMARY KEY ("workspace_id","approval_id","level","person_id")
);

-- CreateTable
CREATE TABLE "lead" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "company" TEXT NOT NULL,
    "company_core" TEXT NOT NULL,
    "contact_name" TEXT,
    "contact_title" TEXT,
    "phone" TEXT,
    "phone_key" TEXT,
    "email" TEXT,
    "wechat" TEXT,
    "source" TEXT NOT NULL,
    "need" TEXT,
    "acquired_at" TIMESTAMPTZ(3) NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "registered_by_id" UUID NOT NULL,
    "is_late" BOOLEAN NOT NULL DEFAULT false,
    "urgency" "need_urgency",
    "budget" "lead_budget",
    "influence" "decision_influence",
    "argued_grade" "lead_grade",
    "argument" TEXT,
    "grade" "lead_grade",
    "status" "lead_status" NOT NULL DEFAULT 'registered',
    "owner_id" UUID,
    "collaborator_ids" UUID[],
    "assigned_at" TIMESTAMPTZ(3),
    "first_contact_due_at" TIMESTAMPTZ(3),
    "first_contact_at" TIMESTAMPTZ(3),
    "last_follow_up_at" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3),
    "next_has_time" BOOLEAN NOT NULL DEFAULT false,
    "next_method" "method",
    "next_goal" TEXT,
    "extended_at" TIMESTAMPTZ(3),
    "clock_at" TIMESTAMPTZ(3),
    "clock_step" TEXT,
    "closed_at" TIMESTAMPTZ(3),
    "close_reason" TEXT,
    "customer_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "source_key" TEXT,

    CONSTRAINT "lead_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "lead_handover" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "why" TEXT NOT NULL,
    "from_id" UUID,
    "to_id" UUID,
    "by_id" UUID,
    "reason" TEXT,

    CONSTRAINT "lead_handover_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "lead_breach" (
    "workspace_id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "owner_id" UUID NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "lead_breach_pkey" PRIMARY KEY ("workspace_id","lead_id","due_at")
);

-- CreateIndex
CREATE INDEX "approval_workspace_id_subject_id_requested_at_idx" ON "approval"("workspace_id", "subject_id", "requested_at");

-- CreateIndex
CREATE INDEX "approval_workspace_id_requested_by_id_requested_at_idx" ON "approval"("workspace_id", "requested_by_id", "requested_at");

-- CreateIndex
CREATE INDEX "approval_clock_at_idx" ON "approval"("clock_at") WHERE (clock_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "approval_seat_workspace_id_person_id_asked_at_idx" ON "approval_seat"("workspace_id", "person_id", "asked_at") WHERE (is_open);

-- CreateIndex
CREATE INDEX "lead_workspace_id_registered_at_id_idx" ON "lead"("workspace_id", "registered_at", "id");

-- CreateIndex
CREATE INDEX "lead_workspace_id_owner_id_registered_at_id_idx" ON "lead"("workspace_id", "owner_id", "registered_at", "id");

-- CreateIndex
CREATE INDEX "lead_workspace_id_status_registered_at_id_idx" ON "lead"("workspace_id", "status", "registered_at", "id");

-- CreateIndex
CREATE INDEX "lead_waiting_for_contact_idx" ON "lead"("workspace_id", "first_contact_due_at") WHERE (status = 'assigned');

-- CreateIndex
CREATE INDEX "lead_workspace_id_phone_key_idx" ON "lead"("workspace_id", "phone_key");

-- CreateIndex
CREATE INDEX "lead_workspace_id_email_idx" ON "lead"("workspace_id", "email");

-- CreateIndex
CREATE INDEX "lead_workspace_id_company_core_idx" ON "lead" USING GIN ("workspace_id" uuid_ops, "company_core" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "lead_clock_at_idx" ON "lead"("clock_at") WHERE (clock_at IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "lead_workspace_id_source_key_key" ON "lead"("workspace_id", "source_key");

-- CreateIndex
CREATE INDEX "lead_handover_workspace_id_lead_id_at_idx" ON "lead_handover"("workspace_id", "lead_id", "at");

-- CreateIndex
CREATE INDEX "lead_handover_workspace_id_to_id_why_at_idx" ON "lead_handover"("workspace_id", "to_id", "why", "at");

-- CreateIndex
CREATE INDEX "lead_breach_workspace_id_owner_id_due_at_idx" ON "lead_breach"("workspace_id", "owner_id", "due_at");

-- CreateIndex
CREATE INDEX "customer_clock_at_idx" ON "customer"("clock_at") WHERE (clock_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "follow_up_workspace_id_lead_id_occurred_at_idx" ON "follow_up"("workspace_id", "lead_id", "occurred_at") WHERE (lead_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "outbound_message_shown_topics_idx" ON "outbound_message" USING GIN ("shown_topics") WHERE (shown_view IS NOT NULL);

-- CreateIndex
CREATE INDEX "todo_workspace_id_lead_id_idx" ON "todo"("workspace_id", "lead_id") WHERE (lead_id IS NOT NULL);

-- AddForeignKey
ALTER TABLE "approval_seat" ADD CONSTRAINT "approval_seat_workspace_id_approval_id_fkey" FOREIGN KEY ("workspace_id", "approval_id") REFERENCES "approval"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
