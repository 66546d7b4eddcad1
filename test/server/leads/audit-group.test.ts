import { expect, it } from '@jest/globals';
import { auditGroup } from '../../../server/leads/intake/audit-group.js';
import type { Item, ItemOutcome } from '../../../server/leads/intake/item.js';
import { refusal } from '../../../server/leads/intake/item.js';

const item = (kind: Item['kind'], actor: string, more: Partial<Item> = {}) =>
  ({ kind, principal: { actor }, historical: false, importId: null, ...more }) as Item;
const done = (leadId: string, more: Partial<ItemOutcome> = {}): ItemOutcome => ({ ...refusal(), leadId, ...more });
const notAllowed = refusal({ code: 'MOVE_NOT_ALLOWED', field: ['to'], message: 'No.', hint: null });

it('counts activities and imports by sender, and tells of each lead a person or machine worked on', () => {
  const entries = auditGroup(
    [
      item('activity', 'token_a'),
      item('activity', 'token_a'),
      item('activity', 'token_b'),
      item('move', 'user_c'),
      item('move', 'user_c'),
      item('upsert', 'token_a', { historical: true, importId: 'someone@example.com' }),
    ],
    [done('lead_1'), done('lead_2', { duplicate: true }), done('lead_3'), done('lead_4'), notAllowed, done('lead_5')],
  );
  expect(entries).toEqual([
    { action: 'lead.told', actor: 'token_a', subject: null, detail: { done: 1, duplicates: 1, refused: {} } },
    { action: 'lead.told', actor: 'token_b', subject: null, detail: { done: 1, duplicates: 0, refused: {} } },
    { action: 'lead.moved', actor: 'user_c', subject: 'lead_4', detail: { done: 1, duplicates: 0, refused: {} } },
    {
      action: 'lead.moved',
      actor: 'user_c',
      subject: null,
      detail: { done: 0, duplicates: 0, refused: { MOVE_NOT_ALLOWED: 1 } },
    },
    { action: 'lead.upserted', actor: 'token_a', subject: null, detail: { done: 1, duplicates: 0, refused: {} } },
  ]);
});
