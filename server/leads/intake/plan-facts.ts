import { randomBytes } from 'node:crypto';
import type { Instant, JsonObject } from '../../../core/scoring/facts.js';
import { inputHash } from '../check/input-hash.js';
import type { LeadDraft } from './assign-leads.js';
import type { NewFact } from './insert-facts.js';
import type { Item } from './item.js';
import type { ResolvedAccount } from './resolve-accounts.js';

/** An item with the lead and account it is about. */
export interface PlacedItem {
  item: Item;
  /** Position in the group: the ordinal of its facts. */
  index: number;
  lead: LeadDraft;
  account: ResolvedAccount | null;
  historical: boolean;
}

/** The facts of a group by item; those of a judged move are written only when it is made. */
export interface PlannedFacts {
  facts: Map<number, NewFact[]>;
  ofMoves: Map<number, NewFact[]>;
  /** The accounts leads join. */
  joining: Map<string, Set<string>>;
  /** The account each lead is in afterwards. */
  accountOf: Map<string, string>;
}

const SOURCE = 'accord';

/** Turns items into the facts they say, accepted at `at`. */
export function planFacts(placed: readonly PlacedItem[], at: Instant): PlannedFacts {
  const plan: PlannedFacts = { facts: new Map(), ofMoves: new Map(), joining: new Map(), accountOf: new Map() };
  const told = new Set<string>();
  for (const one of placed) {
    const facts = factsOf(one, plan, told, at);
    (one.item.kind === 'move' ? plan.ofMoves : plan.facts).set(one.index, facts);
  }
  return plan;
}

function factsOf(one: PlacedItem, plan: PlannedFacts, told: Set<string>, at: Instant): NewFact[] {
  const { item, index, lead, account, historical } = one;
  const dated = item.kind === 'activity' && !historical ? at : (item.occurredAt?.getTime() ?? at);
  const mine = attributesOf(one);
  const [ofLead, ofAccount] = splitByOwner(mine, account);
  if (account?.isNew && account.domain && !told.has(account.id)) ofAccount['account.domain'] = account.domain;
  if (account) told.add(account.id);
  const facts: NewFact[] = [];
  const write = (fact: Pick<NewFact, 'kind' | 'type' | 'body'> & Partial<NewFact>): NewFact => ({
    leadId: lead.id,
    accountId: null,
    occurredAt: dated,
    receivedAt: at,
    ordinal: index,
    sequence: item.sequence ?? 0,
    source: SOURCE,
    messageId: fact.messageId ?? madeMessageId(item, fact, at, index, facts.length),
    historical,
    actor: item.principal.actor,
    importId: item.importId,
    ...fact,
  });
  const before = plan.accountOf.get(lead.id) ?? lead.known?.accountId ?? null;
  if (account && account.id !== before) {
    facts.push(write({ kind: 'membership', type: 'account', body: { account: account.id } }));
    plan.accountOf.set(lead.id, account.id);
    plan.joining.set(lead.id, (plan.joining.get(lead.id) ?? new Set()).add(account.id));
  }
  if (account && Object.keys(ofAccount).length > 0) {
    const owner = { leadId: null, accountId: account.id };
    facts.push(write({ kind: 'attributes', type: 'account', body: ofAccount, ...owner }));
  }
  if (Object.keys(ofLead).length > 0) facts.push(write({ kind: 'attributes', type: 'lead', body: ofLead }));
  if (item.kind === 'move' || item.kind === 'answers') {
    for (const { framework, criterion, status, value } of item.answers) {
      const body = { criterion, status, ...(value === undefined ? {} : { value }) };
      facts.push(write({ kind: 'qualification', type: framework, body }));
    }
  }
  if (item.kind === 'activity') {
    const { type, source, messageId, occurredAt, properties } = item;
    facts.push(
      write({ kind: 'activity', type, body: properties, source, messageId, occurredAt: occurredAt.getTime() }),
    );
  }
  return facts;
}

function attributesOf({ item, index, lead }: PlacedItem): JsonObject {
  if (item.kind === 'upsert') {
    const { email, ...others } = { ...item.attributes, ...item.account?.attributes };
    return email === undefined || email === lead.known?.email ? others : { ...others, email };
  }
  const given = item.kind === 'move' ? item.attributes : {};
  return lead.createdBy === index && lead.email ? { ...given, email: lead.email } : given;
}

/** `account.…` belongs to the account where the lead has one. */
function splitByOwner(attributes: JsonObject, account: ResolvedAccount | null): [JsonObject, JsonObject] {
  const isOwned = ([path]: [string, unknown]) => account !== null && path.startsWith('account.');
  const entries = Object.entries(attributes);
  return [Object.fromEntries(entries.filter((entry) => !isOwned(entry))), Object.fromEntries(entries.filter(isOwned))];
}

/** Undated: ids rise with the order of acceptance. Dated: the content decides between facts of one instant, whoever came first. */
function madeMessageId(
  item: Item,
  fact: Pick<NewFact, 'kind' | 'type' | 'body'>,
  at: Instant,
  index: number,
  row: number,
): string {
  const unique = randomBytes(6).toString('hex');
  if (item.occurredAt) return `dated:${inputHash(fact.type, fact.body)}:${unique}`;
  const rank = `${at.toString(16).padStart(12, '0')}:${String(index).padStart(5, '0')}:${String(row).padStart(3, '0')}`;
  return `${rank}:${unique}`;
}
