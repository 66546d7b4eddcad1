import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { planOffline } from '../../../../clients/cli/plan/plan-offline.js';
import type { FactsEnd, FactsHead, FactsLine } from '../../../../core/definitions/impact/facts-file.js';
import type { StoredRow, TransitionRow } from '../../../../core/definitions/impact/history-rows.js';
import { readDefinitionsFolder } from '../../../../server/releases/read-definitions-folder.js';

const NOW = Date.UTC(2026, 2, 2);
const BORN = NOW - 86_400_000;

/** A lead that fits and booked a demo: it crosses at 60 points, and not at 99. */
function lead(id: string, stage: string): FactsLine {
  const account = `account of ${id}`;
  const base = { occurredAt: BORN, receivedAt: BORN, ordinal: 0, sequence: 0, source: 's', historical: false };
  const row = (index: number, rest: Pick<StoredRow, 'kind' | 'type' | 'body'>): StoredRow => ({
    ...{ ...base, id: index, leadId: id, accountId: null, messageId: `m${index}` },
    ...rest,
  });
  const company = { 'account.employees': 200, 'account.industry': 'saas' };
  const entry = {
    leadId: id,
    from: null,
    to: stage,
    cause: 'INTEGRATION',
    judged: true,
    reason: null,
    note: null,
  } as const;
  const entered: TransitionRow = { ...entry, occurredAt: BORN, recordedAt: BORN, historical: false };
  return {
    lead: { id, createdAt: BORN, source: 'ads', erased: false, drawnBy: '', absorbed: false },
    facts: [
      row(0, { kind: 'membership', type: 'account', body: { account } }),
      { ...row(1, { kind: 'attributes', type: 'account', body: company }), leadId: null, accountId: account },
      row(2, { kind: 'attributes', type: 'lead', body: { seniority: 'vp' } }),
      row(3, { kind: 'activity', type: 'demo.booked', body: {} }),
    ],
    transitions: [entered],
    crossings: [],
  };
}

it('a plan without a server shows leads that would stand elsewhere before those that would not, as the server does', async () => {
  const files = await readDefinitionsFolder('scoring-models');
  const path = 'models/hundred-point.json';
  const proposed = { ...files, [path]: (files[path] as string).replace('"atLeast": 60', '"atLeast": 99') };
  const at = new Date(NOW).toISOString();
  const head: FactsHead = {
    accord: 'facts',
    version: 1,
    at,
    commit: 'none',
    files,
    comparableSince: null,
    capacity: null,
  };
  const end: FactsEnd = { leads: 3 };
  const lines = [head, lead('lead_1', 'customer'), lead('lead_2', 'lead'), lead('lead_3', 'lead'), end];
  const folder = mkdtempSync(join(tmpdir(), 'accord-facts-'));
  const facts = join(folder, 'facts.ndjson');
  writeFileSync(facts, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const { impact } = await planOffline(proposed, { facts, days: 30, to: null });
  rmSync(folder, { recursive: true });
  expect(impact?.changed).toBe(3);
  expect(impact?.sample.nodes.map((one) => one.lead.id)).toEqual(['lead_2', 'lead_3', 'lead_1']);
});
