/** Statements that read rows under the names of their entities; loaders add which. */
export const SELECT_LEADS = `
  select id, email, name, account_id as "accountId", owner_id as "ownerId", source, channel, campaign,
    latest_source as "latestSource", latest_channel as "latestChannel", segment, attributes, stage,
    stage_entered_at as "stageEnteredAt", pass, last_activity_at as "lastActivityAt", created_at as "createdAt",
    updated_at as "updatedAt", version, erased_at as "erasedAt", merged_into as "mergedInto"
  from leads`;

/** Accounts, as `SELECT_LEADS`. */
export const SELECT_ACCOUNTS = `
  select id, domain, name, owner_id as "ownerId", attributes, created_at as "createdAt", updated_at as "updatedAt", version
  from accounts`;

/** Transitions, as `SELECT_LEADS`. */
export const SELECT_TRANSITIONS = `
  select id, lead_id as "leadId", ordinal, from_stage as "fromStage", to_stage as "toStage", pass, cause, actor, move,
    reason, note, crossing_id as "crossingId", release, seconds_in_from as "secondsInFrom", score, judged, outstanding,
    occurred_at as "occurredAt", recorded_at as "recordedAt", historical
  from transitions`;

/** Crossings, as `SELECT_LEADS`. */
export const SELECT_CROSSINGS = `
  select id, lead_id as "leadId", threshold, direction, occurred_at as "occurredAt", recorded_at as "recordedAt",
    historical, actor, score_before as "scoreBefore", score_after as "scoreAfter", scores, contributions, trigger,
    fact_id as "factId", attribute, model, model_version as "modelVersion", commit, release, outcome, refusal,
    transition_id as "transitionId"
  from crossings`;

/** Activities with their public ids; they are those rows of `facts` whose kind is `activity`. */
export const SELECT_ACTIVITIES = `
  select 'act_' || id as id, lead_id as "leadId", type, occurred_at as "occurredAt", received_at as "receivedAt", source,
    message_id as "messageId", body as properties
  from facts`;
