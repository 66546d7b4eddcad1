import { expect, it } from '@jest/globals';
import { describeDraft } from '../../../../clients/cli/leads/explain-draft.js';

const score = { at: '2026-03-31T12:00:00Z', value: 85, primary: 'total', nextChangeAt: null };
const parts = { values: [], contributions: [], thresholds: [] };
const lead = {
  ...{ id: 'lead_1', name: null, email: 'a@b.example', stage: { key: 'mql', label: 'MQL' } },
  ...{ stageEnteredAt: '2026-03-01T12:00:00Z', lastActivityAt: null, file: 'draft.json', model: 'hundred-point' },
  score: { ...score, ...parts, version: { version: '1.0.0', model: { key: 'hundred-point' } } },
  difference: { value: 0, rules: [], thresholds: [] },
};

it('says that a draft is not for a lead, whatever its rules would give', () => {
  const told = (applies: boolean) => describeDraft({ ...lead, draft: { ...score, ...parts, applies } });
  expect(told(true)).toContain('The draft gives as much.');
  expect(told(false)).toContain('The draft is not for this lead (`appliesTo`); else it would give as much.');
});
