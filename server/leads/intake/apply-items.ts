import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import type { Releases } from '../../releases/open-releases.js';
import { type UserError, userError } from '../user-error.js';
import { absorbLeads } from './absorb-leads.js';
import { answerItems } from './answer-items.js';
import { assignLeads, isDraft, type LeadAssignments } from './assign-leads.js';
import { claimKeys } from './claim-keys.js';
import { findClosedHandoffs } from './find-closed-handoffs.js';
import { findRepeats } from './find-repeats.js';
import type { GroupLead } from './follow-group.js';
import { followLeads } from './follow-leads.js';
import { insertFacts, type NewFact } from './insert-facts.js';
import { type Item, type ItemOutcome, refusal } from './item.js';
import type { LeadState } from './lead-state.js';
import { identitiesOf, loadDirectory } from './load-directory.js';
import { changedAccounts, lockGroup, speaksOfAccount } from './lock-group.js';
import { overtaken } from './overtaken.js';
import { performActs } from './perform-acts.js';
import { planAccounts } from './plan-accounts.js';
import { planArrivals } from './plan-arrivals.js';
import { type PlacedItem, type PlannedFacts, planFacts } from './plan-facts.js';
import { isHistory } from './refuse-items.js';
import { resolveAccounts } from './resolve-accounts.js';
import { saveGroup } from './save-group.js';
import { tellOthers } from './tell-others.js';

/** Writes items none of which was written before, and answers each. Accounts are locked first, then keys, then leads. */
export async function applyItems(tx: Tx, releases: Releases, items: readonly Item[]): Promise<ItemOutcome[]> {
  const release = await releases.inForce(tx);
  const { lifecycle, activities } = release.tree;
  const directory = await loadDirectory(tx, items.flatMap(identitiesOf));
  const repeats = await findRepeats(tx, items, directory);
  const assignments = assignLeads(items, directory, () => newId('lead', tx.at.getTime()), repeats);
  const names = planAccounts(items, assignments, activities.freeMailDomains ?? []);
  const accounts = await resolveAccounts(tx, names, (index) => speaksOfAccount(items[index] as Item));
  await claimKeys(tx, assignments.drafts);
  const told = changedAccounts(items, assignments, names, accounts);
  const { states, leadsOfAccount } = await lockGroup(tx, assignments, told);
  const problems = findProblems(items, assignments, states);
  for (const [index, problem] of await findClosedHandoffs(tx, items)) problems.set(index, problem);
  const placed = items.flatMap((item, index): PlacedItem[] => {
    const lead = assignments.ofItem[index];
    if (!isDraft(lead) || problems.has(index)) return [];
    const name = names[index];
    return [{ item, index, lead, account: (name && accounts.get(name)) || null, historical: isHistory(item, tx.at) }];
  });
  const at = tx.at.getTime();
  const plan = planFacts(placed, at);
  for (const [leadId, joined] of plan.joining) {
    for (const account of joined) leadsOfAccount.set(account, (leadsOfAccount.get(account) ?? new Set()).add(leadId));
  }
  const absorbed = await absorbLeads(tx, assignments.merges, states, lifecycle);
  for (const { absorb, keep } of assignments.merges) {
    for (const members of leadsOfAccount.values()) if (members.delete(absorb.id)) members.add(keep.id);
  }
  const ids = new Map<string, number>();
  const written = await insertFacts(tx, [...plan.facts.values()].flat(), ids);
  const news = new Set(written.flatMap((fact) => (fact.kind === 'activity' ? [fact.ordinal] : [])));
  if (assignments.drafts.some(({ createdBy }) => isRepeat(items, createdBy, news))) {
    throw overtaken('a lead would come to be by an activity that was told meanwhile');
  }
  const arrivals = planArrivals({
    placed,
    facts: byItem(written),
    ofMoves: plan.ofMoves,
    leadsOfAccount,
    lifecycle,
    at,
  });
  const leads = await followLeads(tx, release, arrivals, { states, joining: plan.joining, absorbed, ids });
  const empty = new Set(placed.flatMap((one) => (asksOnly(one, plan) ? [one.index] : [])));
  for (const { item } of absorbed) empty.delete(item);
  const changed = leads.filter((lead) => hasChanged(lead, empty));
  const actorOf = (item: number) => items[item]?.principal.actor ?? 'system';
  const laterFacts = factsOfMovesMade(plan, leads);
  const recorded = await saveGroup(tx, release, {
    leads: changed,
    facts: written,
    laterFacts,
    ids,
    merged: new Set(absorbed.map((merge) => merge.keepId)),
    events: absorbed.map((merge) => ({ ...merge.event, actor: actorOf(merge.item) })),
    absorbed: new Map(assignments.merges.map(({ absorb, item }) => [absorb.id, actorOf(item)])),
    nextSteps: nextStepsOf(items),
    releases,
    actorOf,
  });
  const others = await tellOthers(tx, release, {
    rows: laterFacts.filter((fact) => fact.accountId !== null),
    moved: new Map(placed.map((one) => [one.index, one.lead.id])),
    leadsOfAccount,
    ids,
    releases,
    actorOf,
  });
  const outcomes = answerItems(items, {
    placed,
    problems,
    leads,
    recorded: [...recorded, ...others],
    written: news,
    lifecycle,
  });
  for (const index of repeats) outcomes[index] = { ...refusal(), duplicate: true };
  await performActs(tx, release, placed, outcomes);
  return outcomes;
}

function isRepeat(items: readonly Item[], index: number | null, news: ReadonlySet<number>): boolean {
  return index !== null && items[index]?.kind === 'activity' && !news.has(index);
}

/** The items that cannot be placed: about nobody, or made for a state of the lead that is gone. */
function findProblems(
  items: readonly Item[],
  { ofItem }: LeadAssignments,
  states: ReadonlyMap<string, LeadState>,
): Map<number, UserError> {
  const problems = new Map<number, UserError>();
  const touched = new Set<string>();
  items.forEach((item, index) => {
    const lead = ofItem[index];
    if (!isDraft(lead)) {
      if (lead) problems.set(index, lead);
      return;
    }
    const expected = item.kind === 'move' ? item.expectedVersion : null;
    const version = states.get(lead.id)?.version;
    if (expected !== null && (expected !== version || touched.has(lead.id))) {
      const message = `The lead has changed: it is at version ${touched.has(lead.id) ? 'later' : version}, not ${expected}.`;
      problems.set(index, userError('STALE_VERSION', ['expectedVersion'], message, 'Read it again and decide anew.'));
      return;
    }
    touched.add(lead.id);
  });
  return problems;
}

/** Whether an item brings no facts and only asks for a move, which may be to the stage the lead is in. */
function asksOnly({ item, index }: PlacedItem, plan: PlannedFacts): boolean {
  const asks = item.kind === 'move' || (item.kind === 'upsert' && item.stage !== null);
  return asks && (plan.facts.get(index)?.length ?? 0) + (plan.ofMoves.get(index)?.length ?? 0) === 0;
}

/** Whether anything came of the arrivals: a lead is as it was when its moves were refused, or led where it is. */
function hasChanged({ followed, items }: GroupLead, empty: ReadonlySet<number>): boolean {
  return followed.effects.length > 0 || items.some((item, at) => !followed.refused.has(at) && !empty.has(item));
}

function nextStepsOf(items: readonly Item[]): Map<number, string> {
  return new Map(
    items.flatMap((item, index): [number, string][] => {
      const step = item.kind === 'move' ? item.decides?.nextStep : null;
      return step ? [[index, step]] : [];
    }),
  );
}

function byItem(facts: readonly NewFact[]): Map<number, NewFact[]> {
  const found = new Map<number, NewFact[]>();
  for (const fact of facts) {
    const known = found.get(fact.ordinal);
    if (known) known.push(fact);
    else found.set(fact.ordinal, [fact]);
  }
  return found;
}

function factsOfMovesMade(plan: PlannedFacts, leads: readonly GroupLead[]): NewFact[] {
  const refused = new Set(
    leads.flatMap(({ followed, items }) => [...followed.refused.keys()].map((arrival) => items[arrival])),
  );
  return [...plan.ofMoves].flatMap(([item, facts]) => (refused.has(item) ? [] : facts));
}
