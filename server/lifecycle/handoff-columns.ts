/** The columns of a handoff `h` by the names of its entity. */
export const HANDOFF_COLUMNS = `h.id, h.lead_id as "leadId", h.stage, h.pass, h.state, h.opened_at as "openedAt",
  h.expires_at as "expiresAt", h.decided_at as "decidedAt", h.assignee_id as "assigneeId", h.decided_by as "decidedBy",
  h.reason, h.note, h.next_step as "nextStep", h.routed_by as "routedBy", h.pool, h.transition_id as "transitionId",
  h.release, h.score`;
