const BY_PREFIX = new Map([
  ['lead', 'Lead'],
  ['account', 'Account'],
  ['act', 'Activity'],
  ['user', 'User'],
  ['token', 'ApiToken'],
  ['crossing', 'ThresholdCrossing'],
  ['transition', 'StageTransition'],
  ['model', 'ScoringModel'],
  ['version', 'ModelVersion'],
  ['promotion', 'Promotion'],
  ['audit', 'AuditEntry'],
  // Of events only those of leads have no row, and so no id, of another kind.
  ['event', 'LeadEvent'],
]);

const BY_KIND = new Map([
  ['LEAD', 'LeadEvent'],
  ['STAGE_TRANSITION', 'StageTransition'],
  ['THRESHOLD_CROSSING', 'ThresholdCrossing'],
]);

/** The object type of a row: by the `kind` of an event, else by what its id starts with. Undefined for neither. */
export function typeOfRow(row: { id: string; kind?: string }): string | undefined {
  if (row.id === 'system') return 'System';
  return BY_KIND.get(row.kind ?? '') ?? BY_PREFIX.get(row.id.slice(0, row.id.indexOf('_')));
}
