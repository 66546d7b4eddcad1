import { type ImportUnit, recordsOf } from './import-unit.js';

/** What one request carries at most: the server's own limits, with room for the document beside the records. */
export interface RequestLimits {
  records: number;
  bytes: number;
}

/** Rows gathered into requests. */
export interface ImportQueue {
  /** Takes a row; resolves when there is room for the next. Rejects with what a request failed of. */
  add(unit: ImportUnit): Promise<void>;
  /** Sends what is left and resolves once all is answered. */
  drain(): Promise<void>;
}

const IN_FLIGHT = 3;
const LIMITS: RequestLimits = { records: 1_000, bytes: 700_000 };

/**
 * Gathers rows into requests and keeps three under way. Rows of one lead arrive at the server in the order added: they
 * share a request, or the later one waits for the earlier one's answer.
 */
export function openImportQueue(send: (units: ImportUnit[]) => Promise<void>, limits = LIMITS): ImportQueue {
  const flying = new Map<Promise<void>, Set<string>>();
  let gathered: ImportUnit[] = [];
  let records = 0;
  let bytes = 0;
  let failure: { error: unknown } | null = null;

  const fits = (unit: ImportUnit) => records + recordsOf(unit) <= limits.records && bytes + unit.bytes <= limits.bytes;

  /** Where the last rows of this lead begin, so that they stay together; all, when there is nothing before them. */
  function startOfLead(leadKey: string): number {
    const index = gathered.findLastIndex((each) => each.leadKey !== leadKey) + 1;
    return index === 0 ? gathered.length : index;
  }

  async function flush(count: number): Promise<void> {
    const units = gathered.slice(0, count);
    gathered = gathered.slice(count);
    records = total(gathered, recordsOf);
    bytes = total(gathered, (unit) => unit.bytes);
    if (units.length === 0) return;
    const leads = new Set(units.map((unit) => unit.leadKey));
    while (!failure && (flying.size >= IN_FLIGHT || [...flying.values()].some((other) => overlap(other, leads)))) {
      await Promise.race(flying.keys());
    }
    if (failure) throw failure.error;
    const sending: Promise<void> = send(units)
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => flying.delete(sending));
    flying.set(sending, leads);
  }

  return {
    async add(unit) {
      if (!fits(unit)) await flush(startOfLead(unit.leadKey));
      if (!fits(unit)) await flush(gathered.length);
      gathered.push(unit);
      records += recordsOf(unit);
      bytes += unit.bytes;
    },
    async drain() {
      await flush(gathered.length);
      await Promise.all(flying.keys());
      if (failure) throw failure.error;
    },
  };
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const each of few) if (many.has(each)) return true;
  return false;
}

function total(units: ImportUnit[], of: (unit: ImportUnit) => number): number {
  return units.reduce((sum, unit) => sum + of(unit), 0);
}
