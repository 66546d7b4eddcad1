/** The columns of a clock `c` by the names of its entity. */
export const CLOCK_COLUMNS = `c.id, c.lead_id as "leadId", c.policy, c.release, c.state, c.owed_by as "owedBy",
  c.owner_id as "ownerId", c.triggered_at as "triggeredAt", c.started_at as "startedAt", c.due_at as "dueAt",
  c.total_ms as "totalMs", c.consumed_ms as "consumedMs", c.running_since as "runningSince", c.warned, c.escalated,
  c.warned_at as "warnedAt", c.breached_at as "breachedAt", c.stopped_at as "stoppedAt", c.look_at as "lookAt",
  c.handoff_id as "handoffId"`;
