import type pg from 'pg';
import type { Releases } from '../../releases/open-releases.js';
import { isOvertaken, isPoison } from '../intake/is-poison.js';
import { rescoreBatch } from './rescore-batch.js';

/** What came of judging leads anew. */
export interface ScoredLeads {
  /** How many were judged; null: another release is in force. */
  scored: number | null;
  /** Those that cannot be, and why. */
  failed: { id: string; message: string }[];
}

/** Judges leads anew under `release`, each once; in halves where one of them cannot be judged, so that the others are. */
export async function scoreLeads(
  parts: { pool: pg.Pool; releases: Releases },
  release: number,
  ids: readonly string[],
): Promise<ScoredLeads> {
  try {
    return { scored: await rescoreBatch(parts.pool, parts.releases, release, ids), failed: [] };
  } catch (error) {
    if (!isPoison(error) || isOvertaken(error)) throw error;
    const [only] = ids;
    if (ids.length === 1 && only !== undefined) {
      return { scored: 0, failed: [{ id: only, message: error instanceof Error ? error.message : String(error) }] };
    }
    const half = Math.ceil(ids.length / 2);
    const first = await scoreLeads(parts, release, ids.slice(0, half));
    if (first.scored === null) return first;
    const second = await scoreLeads(parts, release, ids.slice(half));
    const scored = second.scored === null ? null : first.scored + second.scored;
    return { scored, failed: [...first.failed, ...second.failed] };
  }
}
