const BY_PREFIX: Readonly<Record<string, string>> = {
  lead: 'Lead',
  account: 'Account',
  act: 'Activity',
  user: 'User',
  token: 'ApiToken',
  crossing: 'ThresholdCrossing',
  transition: 'StageTransition',
  model: 'ScoringModel',
  promotion: 'Promotion',
  audit: 'AuditEntry',
  /** Events without rows of their own; so far those of leads alone. */
  event: 'LeadEvent',
  version: 'ModelVersion',
};

const BY_KIND: Readonly<Record<string, string>> = {
  LEAD: 'LeadEvent',
  STAGE_TRANSITION: 'StageTransition',
  THRESHOLD_CROSSING: 'ThresholdCrossing',
};

/** The object type of a row: by the `kind` of an event, else by what its id starts with. Undefined for neither. */
export function typeOfRow(row: { id: string; kind?: string }): string | undefined {
  if (row.id === 'system') return 'System';
  return BY_KIND[row.kind ?? ''] ?? BY_PREFIX[row.id.slice(0, row.id.indexOf('_'))];
}
