/** `{{name.part}}` in a template. */
export const PLACEHOLDER: RegExp = /\{\{\s*([A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*)\s*\}\}/g;

/** What the platform can put into a message. */
export const PLACEHOLDERS: readonly string[] = [
  'lead.name',
  'lead.owner',
  'lead.source',
  'lead.statedProblem',
  'lead.recommendedNextStep',
  'lead.url',
  'account.name',
  'stage.label',
  'score.value',
  'score.summary',
  'threshold.key',
  'handoff.reason',
  'handoff.note',
  'policy.label',
  'policy.owedBy',
  'clock.dueAt',
  'clock.remaining',
];
