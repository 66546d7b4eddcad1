import type { DefinitionsTree } from '../../../core/definitions/tree.js';
import type { JsonObject } from '../../../core/scoring/facts.js';
import type { Principal } from '../../auth/principal.js';
import type { UpsertLeadInput } from '../inputs.js';
import type { LeadIdentity, UpsertItem } from '../intake/item.js';
import { type UserError, userError } from '../user-error.js';
import { checkAccount } from './check-account.js';
import { checkAttributes } from './check-attributes.js';
import { checkInstant, checkSequence } from './check-instant.js';
import { checkStage } from './check-stage.js';
import { checkText } from './check-text.js';
import type { Checked } from './checked.js';
import { mayCreateLeads } from './may-create-leads.js';
import { readIdempotency } from './read-idempotency.js';
import { readEmail, readExternalId, readLeadRef } from './read-lead-ref.js';

const MAX_EXTERNAL_IDS = 20;

/** An upsert as the queue takes it. */
export function checkUpsert(
  principal: Principal,
  tree: DefinitionsTree,
  input: UpsertLeadInput,
  context: { historical: boolean; importId: string | null; operation: string },
): Checked<UpsertItem> {
  const { historical, importId, operation } = context;
  const { identity, problems } = readLeadRef(input.lead, ['lead']);
  const identities = readIdentities(input, problems);
  for (const [name, limit] of [
    ['name', 500],
    ['source', 255],
    ['channel', 255],
    ['segment', 255],
    ['ownerId', 255],
    ['idempotencyKey', 255],
  ] as const) {
    const value = input[name];
    if (value != null) problems.push(...checkText(value, [name], limit));
  }
  problems.push(
    ...checkInstant(input.occurredAt, ['occurredAt']),
    ...checkSequence(input.sequence, ['sequence']),
    ...checkAttributes(input.attributes),
  );
  if (input.stage != null) problems.push(...checkStage(tree, input.stage, ['stage']));
  const account = input.account ? checkAccount(input.account) : null;
  if (account) problems.push(...account.problems);
  if (!identity || problems.length > 0) return { problems };
  return {
    item: {
      kind: 'upsert',
      principal,
      lead: identity,
      creates: mayCreateLeads(principal),
      historical,
      importId,
      occurredAt: input.occurredAt ?? null,
      sequence: input.sequence ?? null,
      idempotency: readIdempotency(input.idempotencyKey, operation, { ...input, historical }),
      identities,
      attributes: attributesOf(input, identities, identity),
      account: account?.account ?? null,
      ownerId: input.ownerId ?? null,
      note: null,
      stage: input.stage ?? null,
    },
  };
}

function readIdentities(input: UpsertLeadInput, problems: UserError[]): LeadIdentity[] {
  const given = (input.externalIds ?? []).map((one, i) => readExternalId(one, ['externalIds', String(i)]));
  if (input.email != null) given.push(readEmail(input.email, ['email']));
  if (given.length > MAX_EXTERNAL_IDS) {
    const message = `A lead can be given at most ${MAX_EXTERNAL_IDS} ids at once.`;
    problems.push(userError('LIMIT_EXCEEDED', ['externalIds'], message));
  }
  problems.push(...given.flatMap((one) => one.problems));
  return given.flatMap((one) => (one.identity ? [one.identity] : []));
}

function attributesOf(input: UpsertLeadInput, identities: LeadIdentity[], lead: LeadIdentity): JsonObject {
  const email = [...identities, lead].find((one) => one.system === 'email')?.value;
  const { name, source, channel, segment, ownerId } = input;
  const given = { email, name, source, channel, segment, owner: ownerId };
  const set = Object.entries(given).filter((entry): entry is [string, string] => entry[1] != null);
  return Object.fromEntries([...Object.entries(input.attributes ?? {}), ...set]);
}
