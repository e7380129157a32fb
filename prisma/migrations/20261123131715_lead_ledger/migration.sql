-- DropIndex
DROP INDEX "lead_waiting_for_contact_idx";

-- CreateIndex
CREATE INDEX "lead_workspace_id_source_registered_at_id_idx" ON "lead"("workspace_id", "source", "registered_at", "id");

-- CreateIndex
CREATE INDEX "lead_contact_due_idx" ON "lead"("workspace_id", "first_contact_due_at", "id") WHERE (status = 'assigned');

-- CreateIndex
CREATE INDEX "lead_next_due_idx" ON "lead"("workspace_id", "next_at", "id") WHERE (status = 'contacted');

-- CreateIndex
CREATE INDEX "lead_own_contact_due_idx" ON "lead"("workspace_id", "owner_id", "first_contact_due_at", "id") WHERE (status = 'assigned');

-- CreateIndex
CREATE INDEX "lead_own_next_due_idx" ON "lead"("workspace_id", "owner_id", "next_at", "id") WHERE (status = 'contacted');

-- CreateIndex
CREATE INDEX "lead_collaborators_idx" ON "lead" USING GIN ("workspace_id" uuid_ops, "collaborator_ids") WHERE (collaborator_ids <> '{}');
