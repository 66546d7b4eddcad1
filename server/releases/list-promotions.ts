import type { Db } from '../db/database.js';

/** A release without its files: who put which commit in force, when and why. */
export interface PromotionRow {
  /** `promotion_<number>`: the number is given once and for all. */
  id: string;
  release: number;
  commit: string;
  previous: string | null;
  kind: 'MERGE' | 'ROLLBACK' | 'EMERGENCY' | 'INITIAL';
  promotedBy: string;
  promotedAt: Date;
  reason: string | null;
  pullRequest: number | null;
  /** Of an emergency that is not settled. */
  expiresAt: Date | null;
  /** The job that scores all leads by it; null of the first. */
  rescoringId: string | null;
}

/** All promotions, newest first. */
export function listPromotions(db: Db): Promise<PromotionRow[]> {
  return db.query<PromotionRow>(`${SELECT} order by number desc`);
}

/** The promotion with this id, or null. */
export async function findPromotion(db: Db, id: string): Promise<PromotionRow | null> {
  const number = /^promotion_([1-9]\d{0,8})$/.exec(id)?.[1];
  if (number === undefined) return null;
  const [row] = await db.query<PromotionRow>(`${SELECT} where number = $1`, [Number(number)]);
  return row ?? null;
}

/** The first promotion of a merged pull request, or null. */
export async function findPromotionOfPull(db: Db, pullRequest: number): Promise<PromotionRow | null> {
  const [row] = await db.query<PromotionRow>(`${SELECT} where pull_request = $1 order by number limit 1`, [
    pullRequest,
  ]);
  return row ?? null;
}

const SELECT = `
  select 'promotion_' || number as id, number as release, commit, previous, kind, promoted_by as "promotedBy",
    promoted_at as "promotedAt", reason, pull_request as "pullRequest", expires_at as "expiresAt",
    (select id from jobs where key = 'rescore:' || number) as "rescoringId"
  from releases`;
