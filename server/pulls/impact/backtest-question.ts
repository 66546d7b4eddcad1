import type { ImpactWindow } from '../../../core/definitions/impact/lead-history.js';
import type { Files } from '../../../core/definitions/tree.js';

/** What a backtest is asked: plain values, so that threads can be handed it. */
export interface BacktestQuestion {
  base: Files;
  head: Files;
  window: ImpactWindow;
  /** Leads made since are compared with the record: what judged them then is what the base says; null: none can be. */
  comparableSince: number | null;
  /** The database's snapshot that everything is read from. */
  snapshot: string;
}
