import type { NewAuditEntry } from '../../audit/record-audit.js';
import type { Item, ItemOutcome } from './item.js';

const ACTIONS = {
  activity: 'lead.told',
  upsert: 'lead.upserted',
  move: 'lead.moved',
  answers: 'lead.qualified',
  merge: 'lead.merged',
} as const;

function actionOf(item: Item): string {
  if (item.kind === 'act') return item.action;
  return item.kind === 'move' && item.decides ? 'handoff.decided' : ACTIONS[item.kind];
}

interface Act {
  action: string;
  actor: string;
  subject: string | null;
  done: number;
  duplicates: number;
  refused: Record<string, number>;
}

/**
 * The audit entries of a written group: who did what to which lead, refusals by code. What a person or a machine does
 * to a lead is an entry of its own; activities and imports, which come in thousands, are counted by sender.
 */
export function auditGroup(items: readonly Item[], outcomes: readonly ItemOutcome[]): NewAuditEntry[] {
  const acts = new Map<string, Act>();
  items.forEach((item, index) => {
    const outcome = outcomes[index] as ItemOutcome;
    const counted = item.kind === 'activity' || item.historical || item.importId !== null;
    const action = actionOf(item);
    const { actor } = item.principal;
    const subject = counted ? null : outcome.leadId;
    const key = counted ? JSON.stringify([action, actor]) : String(index);
    const act: Act = acts.get(key) ?? { action, actor, subject, done: 0, duplicates: 0, refused: {} };
    acts.set(key, act);
    if (outcome.duplicate) act.duplicates++;
    else if (outcome.userErrors.length === 0) act.done++;
    for (const { code } of outcome.userErrors) act.refused[code] = (act.refused[code] ?? 0) + 1;
  });
  return [...acts.values()].map(({ action, actor, subject, ...detail }) => ({ action, actor, subject, detail }));
}
