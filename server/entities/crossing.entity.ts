import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Json } from '../../core/scoring/facts.js';
import { bigintNumber } from './bigint-number.js';

/** A threshold crossed, with the scores and contributions known at that instant. */
@Entity('crossings')
@Index('crossings_lead', ['leadId', 'occurredAt', 'id'])
@Index('crossings_threshold', ['threshold', 'occurredAt'])
export class Crossing {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'crossings_pk' })
  id: string;

  @Column({ type: 'text', name: 'lead_id' })
  leadId: string;

  @Column({ type: 'text' })
  threshold: string;

  @Column({ type: 'text' })
  direction: string;

  @Column({ type: 'timestamptz', name: 'occurred_at' })
  occurredAt: Date;

  @Column({ type: 'timestamptz', name: 'recorded_at' })
  recordedAt: Date;

  @Column({ type: 'boolean' })
  historical: boolean;

  @Column({ type: 'text' })
  actor: string;

  @Column({ type: 'double precision', name: 'score_before' })
  scoreBefore: number;

  @Column({ type: 'double precision', name: 'score_after' })
  scoreAfter: number;

  @Column({ type: 'jsonb' })
  scores: Json;

  @Column({ type: 'jsonb' })
  contributions: Json;

  @Column({ type: 'text' })
  trigger: string;

  @Column({ type: 'bigint', name: 'fact_id', nullable: true, transformer: bigintNumber })
  factId: number | null;

  @Column({ type: 'text', nullable: true })
  attribute: string | null;

  @Column({ type: 'text' })
  model: string;

  @Column({ type: 'text', name: 'model_version' })
  modelVersion: string;

  @Column({ type: 'text' })
  commit: string;

  @Column({ type: 'integer' })
  release: number;

  @Column({ type: 'text' })
  outcome: string;

  @Column({ type: 'text', nullable: true })
  refusal: string | null;

  @Column({ type: 'text', name: 'transition_id', nullable: true })
  transitionId: string | null;
}
