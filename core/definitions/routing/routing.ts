import type { Condition } from '../../scoring/model.js';
import type { TeamKey } from '../tree.js';

/** People who share the leads routed to them. */
export interface PoolDefinition {
  key: string;
  team: TeamKey;
  /** Most leads one person gets a week; null: as many as come. */
  capacityPerWeek?: number | null;
  pick: 'round-robin' | 'least-open';
}

/** `routing.json`: which pool gets a lead. */
export interface Routing {
  language: 1;
  pools: PoolDefinition[];
  routes: { key: string; when: Condition; to: string }[];
  onlyDuring?: 'working-hours' | 'always';
  fallback?: string;
}

/** A route's target that is no pool: the person who owns the lead's account. */
export const ACCOUNT_OWNER = 'account-owner';

/** A person as routing sees him at one instant. */
export interface RoutedPerson {
  id: string;
  pools: string[];
  active: boolean;
  /** Away from now on. */
  away: boolean;
  /** Inside his own calendar's working hours; true for who has none. */
  working: boolean;
  openHandoffs: number;
  assignedThisWeek: number;
  /** His own limit; null: the pool's. */
  weeklyCapacity: number | null;
}

/** Where a handoff goes: a pool (null: nowhere), a person of it where one can take it, and why, in words. */
export interface Routed {
  route: string | null;
  pool: string | null;
  assignee: string | null;
  because: string;
}
