import { internBytes } from '../../db/intern-bytes.js';
import type { Tuples } from '../../db/open-tuples.js';

/** Rows of facts, found by the lead they are of. */
export interface GroupedFacts {
  /** The accounts that leads were told to belong to. */
  accounts: ReadonlySet<string>;
  /** Makes each row of a lead the one to be read, in the order in which they came. */
  visit(leadId: string, read: () => void): void;
}

/** Notes where the rows of each lead are: they come in any order, as `id, lead_id, account_id, kind, … seven more, body`. */
export function groupFacts(facts: Tuples): GroupedFacts {
  const numbers = new Map<string, number>();
  const accounts = new Set<string>();
  const leads: number[] = [];
  const places: number[] = [];
  const starts: number[] = [0];
  const numberOf = internBytes((bytes, from, to) => {
    const id = (bytes as Buffer).toString('utf8', from, to);
    const known = numbers.get(id);
    if (known !== undefined) return known;
    starts.push(0);
    numbers.set(id, numbers.size);
    return numbers.size - 1;
  });
  while (facts.next()) {
    places.push(facts.place());
    facts.skip(1);
    const number = facts.interned(numberOf);
    leads.push(number);
    starts[number + 1] = (starts[number + 1] as number) + 1;
    facts.skip(1);
    if (facts.word() !== 'membership') continue;
    facts.skip(7);
    const { account } = facts.json();
    if (typeof account === 'string') accounts.add(account);
  }
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] as number) + (starts[i - 1] as number);
  const sorted = sortByLead(leads, places, starts);
  return {
    accounts,
    visit(leadId, read) {
      const number = numbers.get(leadId);
      if (number === undefined) return;
      for (let i = starts[number] as number; i < (starts[number + 1] as number); i++) {
        facts.seek(sorted[i] as number);
        read();
      }
    },
  };
}

/** A counting sort: the places of lead 0, then those of lead 1, …; those of lead n begin at `starts[n]`. */
function sortByLead(leads: readonly number[], places: readonly number[], starts: readonly number[]): Float64Array {
  const next = Float64Array.from(starts);
  const sorted = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) {
    const lead = leads[i] as number;
    const at = next[lead] as number;
    next[lead] = at + 1;
    sorted[at] = places[i] as number;
  }
  return sorted;
}
