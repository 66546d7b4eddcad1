import { type UserError, userError } from '../user-error.js';
import type { Item, LeadIdentity } from './item.js';
import { type Directory, identityKey, type KnownLead } from './load-directory.js';

/** A lead a group of items is about, as it will be known once they are written. */
export interface LeadDraft {
  id: string;
  /** As stored; null for a lead that comes to be. */
  known: KnownLead | null;
  /** Index of the item that creates it, or makes it identified. */
  createdBy: number | null;
  identifiedBy: number | null;
  identified: boolean;
  email: string | null;
  newKeys: LeadIdentity[];
  /** The lead this one was merged into by an item of the group. */
  absorbedBy: LeadDraft | null;
}

/** A stored lead that is merged into another. */
export interface Merge {
  item: number;
  keep: LeadDraft;
  absorb: LeadDraft;
}

/** Which lead each item is about, or why it can be about none; undefined: it is passed over. */
export interface LeadAssignments {
  ofItem: (LeadDraft | UserError | undefined)[];
  drafts: LeadDraft[];
  merges: Merge[];
}

/**
 * Decides in order whom each item is about: known, new, or an anonymous visitor now recognised and merged. `makeId` names
 * new leads; items in `passed` are passed over.
 */
export function assignLeads(
  items: readonly Item[],
  directory: Directory,
  makeId: () => string,
  passed: ReadonlySet<number> = new Set(),
): LeadAssignments {
  const drafts = new Map<string, LeadDraft>();
  const byKey = new Map<string, LeadDraft>();
  const merges: Merge[] = [];
  for (const [key, known] of directory) byKey.set(key, draftOf(drafts, known));

  function attach(draft: LeadDraft, identity: LeadIdentity, item: number): void {
    byKey.set(identityKey(identity), draft);
    draft.newKeys.push(identity);
    if (identity.system === 'email') draft.email = identity.value;
    if (identity.system === 'anonymous' || draft.identified) return;
    draft.identified = true;
    draft.identifiedBy = item;
  }

  function create(item: number): LeadDraft {
    const id = makeId();
    const draft: LeadDraft = {
      id,
      known: null,
      createdBy: item,
      identifiedBy: null,
      identified: false,
      email: null,
      newKeys: [],
      absorbedBy: null,
    };
    drafts.set(id, draft);
    return draft;
  }

  function merge(item: number, absorb: LeadDraft, keep: LeadDraft): void {
    if (absorb.known) merges.push({ item, keep, absorb });
    absorb.absorbedBy = keep;
    for (const [key, draft] of byKey) if (draft === absorb) byKey.set(key, keep);
    keep.newKeys.push(...absorb.newKeys);
    absorb.newKeys = [];
  }

  const ofItem = items.map((item, index): LeadDraft | UserError | undefined => {
    if (passed.has(index)) return undefined;
    const others = item.kind === 'upsert' ? item.identities : [];
    const named = byKey.get(identityKey(item.lead));
    if (named?.known?.erased) return erased(item.lead);
    if (!named && item.lead.system === 'id') return notFound([item.kind === 'merge' ? 'keep' : 'lead'], item.lead);
    const recognised = [...new Set(others.flatMap((other) => byKey.get(identityKey(other)) ?? []))];
    const foreign = recognised.filter((draft) => draft !== named);
    if (foreign.length > 1 || (foreign[0] && named?.identified)) return taken(others, byKey, named);
    if (item.kind === 'merge') return assignMerge(item, named);
    let draft = foreign[0] ?? named;
    if (named && foreign[0]) merge(index, named, foreign[0]);
    if (!draft) {
      if (!item.creates) return unknown(item);
      draft = create(index);
    }
    if (!byKey.has(identityKey(item.lead))) attach(draft, item.lead, index);
    for (const other of others) if (!byKey.has(identityKey(other))) attach(draft, other, index);
    return draft;

    function assignMerge(merging: Item & { kind: 'merge' }, keep: LeadDraft | undefined): LeadDraft | UserError {
      const absorb = byKey.get(identityKey(merging.absorb));
      if (!keep) return notFound(['keep'], merging.lead);
      if (!absorb || absorb.known?.erased) return notFound(['absorb'], merging.absorb);
      if (keep === absorb) {
        return userError('INVALID', ['absorb'], `'keep' and 'absorb' are the same lead.`, 'Name two different leads.');
      }
      merge(index, absorb, keep);
      return keep;
    }
  });
  return {
    ofItem: ofItem.map((assigned) => (isDraft(assigned) ? standing(assigned) : assigned)),
    drafts: [...drafts.values()].filter((draft) => !draft.absorbedBy),
    merges: merges.map((one) => ({ ...one, keep: standing(one.keep) })),
  };
}

function standing(draft: LeadDraft): LeadDraft {
  return draft.absorbedBy ? standing(draft.absorbedBy) : draft;
}

/** Tells a lead from the reason why there is none. */
export function isDraft(assigned: LeadDraft | UserError | undefined): assigned is LeadDraft {
  return assigned !== undefined && 'id' in assigned;
}

function draftOf(drafts: Map<string, LeadDraft>, known: KnownLead): LeadDraft {
  const present = drafts.get(known.id);
  if (present) return present;
  const { id, email, identified } = known;
  const draft: LeadDraft = {
    id,
    known,
    createdBy: null,
    identifiedBy: null,
    identified,
    email,
    newKeys: [],
    absorbedBy: null,
  };
  drafts.set(id, draft);
  return draft;
}

function unknown(item: Item): UserError {
  if (item.kind === 'upsert') {
    const message = `There is no lead ${nameOf(item.lead)}, and only INTEGRATOR, INGEST and ADMIN create leads.`;
    return userError('FORBIDDEN', ['lead'], message);
  }
  return notFound(['lead'], item.lead);
}

function notFound(field: string[], identity: LeadIdentity): UserError {
  return userError('NOT_FOUND', field, `There is no lead ${nameOf(identity)}.`);
}

function erased(identity: LeadIdentity): UserError {
  return userError('NOT_FOUND', ['lead'], `The lead ${nameOf(identity)} was erased.`);
}

function taken(others: LeadIdentity[], byKey: Map<string, LeadDraft>, named: LeadDraft | undefined): UserError {
  const other = others.find((one) => {
    const owner = byKey.get(identityKey(one));
    return owner !== undefined && owner !== named;
  }) as LeadIdentity;
  const field = other.system === 'email' ? ['email'] : ['externalIds'];
  const owner = byKey.get(identityKey(other))?.id;
  return userError(
    'CONFLICT',
    field,
    `${nameOf(other)} belongs to another lead, ${owner}.`,
    'Merge the two with mergeLeads.',
  );
}

function nameOf({ system, value }: LeadIdentity): string {
  if (system === 'id' || system === 'email') return `'${value}'`;
  return system === 'anonymous' ? `with the anonymousId '${value}'` : `with the id '${value}' in '${system.slice(4)}'`;
}
