import { openThread } from '../../jobs/open-thread.js';
import type { ScoredLeads } from './score-leads.js';

/** What the thread of a scorer is made with. */
export interface ScorerData {
  url: string;
}

/** Leads to be judged anew. */
export interface LeadsAsked {
  release: number;
  ids: readonly string[];
}

/** Judges leads anew, one batch after the other. */
export interface Scorer {
  score(asked: LeadsAsked): Promise<ScoredLeads>;
  close(): Promise<void>;
}

const MEMORY_MB = 400;

/** Starts a thread with its own connections that judges leads as `scoreLeads` does. */
export function openScorer(data: ScorerData): Scorer {
  const file = new URL('./rescore-worker.js', import.meta.url);
  const { ask, close } = openThread<LeadsAsked, ScoredLeads>(file, data, MEMORY_MB);
  return { score: ask, close };
}
