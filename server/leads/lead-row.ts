/** The columns of `leads l` as the entity names them. */
export const LEAD_COLUMNS = `l.id, l.email, l.name, l.account_id as "accountId", l.owner_id as "ownerId", l.source, l.channel,
  l.campaign, l.latest_source as "latestSource", l.latest_channel as "latestChannel", l.segment, l.attributes, l.stage,
  l.stage_entered_at as "stageEnteredAt", l.pass, l.last_activity_at as "lastActivityAt", l.created_at as "createdAt",
  l.updated_at as "updatedAt", l.version, l.erased_at as "erasedAt", l.merged_into as "mergedInto"`;
