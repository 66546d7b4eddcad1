const BY_PREFIX = new Map([
  ['lead', 'Lead'],
  ['account', 'Account'],
  ['act', 'Activity'],
  ['user', 'User'],
  ['token', 'ApiToken'],
  ['crossing', 'ThresholdCrossing'],
  ['transition', 'StageTransition'],
  ['model', 'ScoringModel'],
  ['handoff', 'Handoff'],
  ['clock', 'SlaClock'],
  ['version', 'ModelVersion'],
  ['promotion', 'Promotion'],
  ['audit', 'AuditEntry'],
  ['job', 'Job'],
  ['webhook', 'Webhook'],
  ['delivery', 'WebhookDelivery'],
  ['impact', 'Impact'],
  ['pull', 'PullRequest'],
  ['review', 'Review'],
  ['comment', 'Comment'],
  // Events without rows of their own: the log says of which kind.
  ['event', 'LeadEvent'],
]);

const BY_KIND = new Map([
  ['LEAD', 'LeadEvent'],
  ['STAGE_TRANSITION', 'StageTransition'],
  ['THRESHOLD_CROSSING', 'ThresholdCrossing'],
  ['HANDOFF', 'HandoffEvent'],
  ['SLA', 'SlaEvent'],
  ['PROMOTION', 'PromotionEvent'],
  ['PULL_REQUEST', 'PullRequestEvent'],
]);

/** The object type of a row: by the `kind` of an event, else by what its id starts with. Undefined for neither. */
export function typeOfRow(row: { id: string; kind?: string }): string | undefined {
  if (row.id === 'system') return 'System';
  return BY_KIND.get(row.kind ?? '') ?? BY_PREFIX.get(row.id.slice(0, row.id.indexOf('_')));
}
