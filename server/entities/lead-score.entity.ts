import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Json } from '../../core/scoring/facts.js';

/** The score of a lead as last computed, in points; a table of its own so that updates stay HOT. */
@Entity('lead_scores')
@Index('lead_scores_value', ['value', 'leadId'])
@Index('lead_scores_due', ['nextChangeAt'], { where: 'next_change_at is not null' })
export class LeadScore {
  @PrimaryColumn({ type: 'text', name: 'lead_id', primaryKeyConstraintName: 'lead_scores_pk' })
  leadId: string;

  @Column({ type: 'timestamptz' })
  at: Date;

  @Column({ type: 'text', nullable: true })
  model: string | null;

  @Column({ type: 'text', name: 'model_version', nullable: true })
  modelVersion: string | null;

  @Column({ type: 'text' })
  commit: string;

  @Column({ type: 'integer' })
  release: number;

  @Column({ type: 'text', nullable: true })
  primary: string | null;

  @Column({ type: 'double precision', nullable: true })
  value: number | null;

  @Column({ type: 'jsonb' })
  scores: Json;

  @Column({ type: 'timestamptz', name: 'next_change_at', nullable: true })
  nextChangeAt: Date | null;
}
