-- CreateEnum
CREATE TYPE "customer_level" AS ENUM ('large', 'medium', 'small');

-- CreateEnum
CREATE TYPE "customer_stage" AS ENUM ('potential', 'intent', 'cooperating', 'strategic');

-- CreateEnum
CREATE TYPE "segment" AS ENUM ('strategic_maintenance', 'key_expansion', 'routine');

-- CreateEnum
CREATE TYPE "method" AS ENUM ('visit', 'phone', 'video', 'message', 'email', 'other');

-- CreateEnum
CREATE TYPE "delivery_status" AS ENUM ('waiting', 'sent', 'cancelled', 'failed');

-- CreateEnum
CREATE TYPE "platform" AS ENUM ('slack', 'feishu');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('rep', 'senior_rep', 'supervisor', 'manager', 'director', 'legal', 'service', 'admin');

-- CreateEnum
CREATE TYPE "person_status" AS ENUM ('pending', 'active', 'left');

-- CreateEnum
CREATE TYPE "todo_status" AS ENUM ('open', 'done', 'cancelled');

-- CreateEnum
CREATE TYPE "todo_origin" AS ENUM ('manual', 'follow_up', 'question');

-- CreateTable
CREATE TABLE "calendar_day" (
    "calendar" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "is_work" BOOLEAN NOT NULL,
    "name" TEXT,
    "source" TEXT NOT NULL,
    "version" TEXT NOT NULL,

    CONSTRAINT "calendar_day_pkey" PRIMARY KEY ("calendar","date")
);

-- CreateTable
CREATE TABLE "customer" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "short_names" TEXT[],
    "name_core" TEXT NOT NULL,
    "name_pinyin" TEXT NOT NULL,
    "name_initials" TEXT NOT NULL,
    "industry" TEXT,
    "size_people" INTEGER,
    "revenue_minor" BIGINT,
    "revenue_currency" CHAR(3),
    "address" TEXT,
    "main_business" TEXT,
    "level" "customer_level",
    "stage" "customer_stage" NOT NULL DEFAULT 'potential',
    "segment" "segment" NOT NULL DEFAULT 'routine',
    "notes" TEXT,
    "owner_id" UUID,
    "collaborator_ids" UUID[],
    "last_follow_up_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "deleted_at" TIMESTAMPTZ(3),
    "source_key" TEXT,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "customer_name" (
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,

    CONSTRAINT "customer_name_pkey" PRIMARY KEY ("workspace_id","key","customer_id")
);

-- CreateTable
CREATE TABLE "contact" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "wechat" TEXT,
    "decision_role" TEXT,
    "attitude" TEXT,
    "cares_about" TEXT,
    "birthday" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "follow_up" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "method" "method" NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "occurred_on" DATE NOT NULL,
    "our_people" TEXT[],
    "their_people" TEXT[],
    "content" TEXT NOT NULL,
    "feedback" TEXT,
    "next_at" TIMESTAMPTZ(3),
    "next_has_time" BOOLEAN NOT NULL DEFAULT false,
    "next_method" "method",
    "next_remind_at" TIMESTAMPTZ(3),
    "is_late" BOOLEAN NOT NULL DEFAULT false,
    "logged_at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "source_key" TEXT NOT NULL,

    CONSTRAINT "follow_up_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "follow_up_draft" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "note" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "follow_up_id" UUID,
    "source_key" TEXT NOT NULL,

    CONSTRAINT "follow_up_draft_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "inbound_event" (
    "workspace_id" UUID NOT NULL,
    "source" "platform" NOT NULL,
    "tenant" TEXT NOT NULL,
    "event_key" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbound_event_pkey" PRIMARY KEY ("workspace_id","source","tenant","event_key")
);

-- CreateTable
CREATE TABLE "outbound_message" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" UUID,
    "lane" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "status" "delivery_status" NOT NULL DEFAULT 'waiting',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "locked_until" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "tried_at" TIMESTAMPTZ(3),
    "delivery_id" UUID,
    "sent_at" TIMESTAMPTZ(3),
    "sent_ref" JSONB,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbound_message_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "lane" (
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "free_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lane_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateTable
CREATE TABLE "workspace" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "default_tz" TEXT NOT NULL,
    "default_locale" TEXT NOT NULL,
    "country" TEXT NOT NULL DEFAULT 'CN',
    "policy" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "installation" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "platform" "platform" NOT NULL,
    "external_id" TEXT NOT NULL,
    "bot_user_id" TEXT,
    "token_cipher" TEXT,
    "installed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "uninstalled_at" TIMESTAMPTZ(3),

    CONSTRAINT "installation_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "team" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "parent_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "person" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "status" "person_status" NOT NULL DEFAULT 'pending',
    "roles" "role"[],
    "team_id" UUID,
    "manager_id" UUID,
    "locale" TEXT NOT NULL,
    "tz" TEXT NOT NULL,
    "work_start" TEXT NOT NULL DEFAULT '09:00',
    "work_end" TEXT NOT NULL DEFAULT '18:00',
    "quiet_start" TEXT NOT NULL DEFAULT '21:00',
    "quiet_end" TEXT NOT NULL DEFAULT '08:00',
    "digest_at" TEXT NOT NULL DEFAULT '08:45',
    "next_digest_at" TIMESTAMPTZ(3),
    "settings_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "identity" (
    "workspace_id" UUID NOT NULL,
    "platform" "platform" NOT NULL,
    "user_id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "direct_conversation" TEXT,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("workspace_id","platform","user_id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" UUID,
    "action" TEXT NOT NULL,
    "subject_id" UUID,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "todo" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "status" "todo_status" NOT NULL DEFAULT 'open',
    "origin" "todo_origin" NOT NULL DEFAULT 'manual',
    "owner_id" UUID NOT NULL,
    "created_by_id" UUID NOT NULL,
    "customer_id" UUID,
    "follow_up_id" UUID,
    "due_at" TIMESTAMPTZ(3),
    "due_has_time" BOOLEAN NOT NULL DEFAULT false,
    "remind_at" TIMESTAMPTZ(3),
    "handed_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "customer_told" BOOLEAN,
    "source_key" TEXT,

    CONSTRAINT "todo_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "customer_workspace_id_owner_id_last_follow_up_at_idx" ON "customer"("workspace_id", "owner_id", "last_follow_up_at");

-- CreateIndex
CREATE INDEX "customer_workspace_id_name_core_idx" ON "customer" USING GIN ("workspace_id" uuid_ops, "name_core" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "customer_workspace_id_name_pinyin_idx" ON "customer" USING GIN ("workspace_id" uuid_ops, "name_pinyin" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "customer_workspace_id_name_initials_idx" ON "customer" USING GIN ("workspace_id" uuid_ops, "name_initials" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "customer_workspace_id_source_key_key" ON "customer"("workspace_id", "source_key");

-- CreateIndex
CREATE INDEX "customer_name_workspace_id_customer_id_idx" ON "customer_name"("workspace_id", "customer_id");

-- CreateIndex
CREATE INDEX "contact_workspace_id_customer_id_idx" ON "contact"("workspace_id", "customer_id");

-- CreateIndex
CREATE INDEX "follow_up_workspace_id_customer_id_occurred_at_idx" ON "follow_up"("workspace_id", "customer_id", "occurred_at");

-- CreateIndex
CREATE INDEX "follow_up_workspace_id_person_id_logged_at_idx" ON "follow_up"("workspace_id", "person_id", "logged_at");

-- CreateIndex
CREATE INDEX "follow_up_next_remind_at_idx" ON "follow_up"("next_remind_at") WHERE (next_remind_at IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "follow_up_workspace_id_source_key_key" ON "follow_up"("workspace_id", "source_key");

-- CreateIndex
CREATE UNIQUE INDEX "follow_up_draft_workspace_id_source_key_key" ON "follow_up_draft"("workspace_id", "source_key");

-- CreateIndex
CREATE INDEX "inbound_event_received_at_idx" ON "inbound_event"("received_at") WHERE (done_at IS NULL);

-- CreateIndex
CREATE INDEX "inbound_event_workspace_id_source_user_id_received_at_idx" ON "inbound_event"("workspace_id", "source", "user_id", "received_at") WHERE (done_at IS NULL);

-- CreateIndex
CREATE INDEX "inbound_event_done_at_idx" ON "inbound_event"("done_at") WHERE (done_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "outbound_message_workspace_id_person_id_created_at_idx" ON "outbound_message"("workspace_id", "person_id", "created_at");

-- CreateIndex
CREATE INDEX "outbound_message_due_at_locked_until_idx" ON "outbound_message"("due_at", "locked_until") WHERE (status = 'waiting');

-- CreateIndex
CREATE INDEX "outbound_message_workspace_id_lane_due_at_idx" ON "outbound_message"("workspace_id", "lane", "due_at") WHERE (status = 'waiting');

-- CreateIndex
CREATE INDEX "outbound_message_workspace_id_created_at_idx" ON "outbound_message"("workspace_id", "created_at") WHERE (status = 'failed');

-- CreateIndex
CREATE UNIQUE INDEX "outbound_message_workspace_id_key_key" ON "outbound_message"("workspace_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "installation_platform_external_id_key" ON "installation"("platform", "external_id");

-- CreateIndex
CREATE INDEX "team_workspace_id_parent_id_idx" ON "team"("workspace_id", "parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "team_workspace_id_name_key" ON "team"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "person_workspace_id_manager_id_idx" ON "person"("workspace_id", "manager_id");

-- CreateIndex
CREATE INDEX "person_workspace_id_team_id_idx" ON "person"("workspace_id", "team_id");

-- CreateIndex
CREATE INDEX "person_next_digest_at_idx" ON "person"("next_digest_at") WHERE (next_digest_at IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "person_workspace_id_email_key" ON "person"("workspace_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "identity_workspace_id_person_id_platform_key" ON "identity"("workspace_id", "person_id", "platform");

-- CreateIndex
CREATE INDEX "audit_entry_workspace_id_subject_id_at_idx" ON "audit_entry"("workspace_id", "subject_id", "at");

-- CreateIndex
CREATE INDEX "todo_workspace_id_owner_id_status_due_at_idx" ON "todo"("workspace_id", "owner_id", "status", "due_at");

-- CreateIndex
CREATE INDEX "todo_remind_at_idx" ON "todo"("remind_at") WHERE (remind_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "todo_workspace_id_customer_id_idx" ON "todo"("workspace_id", "customer_id");

-- CreateIndex
CREATE INDEX "todo_workspace_id_follow_up_id_idx" ON "todo"("workspace_id", "follow_up_id");

-- CreateIndex
CREATE UNIQUE INDEX "todo_workspace_id_source_key_key" ON "todo"("workspace_id", "source_key");

-- AddForeignKey
ALTER TABLE "customer_name" ADD CONSTRAINT "customer_name_workspace_id_customer_id_fkey" FOREIGN KEY ("workspace_id", "customer_id") REFERENCES "customer"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_workspace_id_customer_id_fkey" FOREIGN KEY ("workspace_id", "customer_id") REFERENCES "customer"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "team" ADD CONSTRAINT "team_workspace_id_parent_id_fkey" FOREIGN KEY ("workspace_id", "parent_id") REFERENCES "team"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_workspace_id_team_id_fkey" FOREIGN KEY ("workspace_id", "team_id") REFERENCES "team"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_workspace_id_manager_id_fkey" FOREIGN KEY ("workspace_id", "manager_id") REFERENCES "person"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_workspace_id_person_id_fkey" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
