import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Json } from '../../core/scoring/facts.js';

/** Where a challenger alone would have brought a lead; `live_at` is the live evaluation it kept pace with. */
@Entity('challenger_leads')
@Index('challenger_leads_lead', ['leadId'])
@Index('challenger_leads_due', ['dueAt'], { where: 'due_at is not null' })
export class ChallengerLead {
  @PrimaryColumn({ type: 'text', name: 'challenger_id', primaryKeyConstraintName: 'challenger_leads_pk' })
  challengerId: string;

  @PrimaryColumn({ type: 'text', name: 'lead_id', primaryKeyConstraintName: 'challenger_leads_pk' })
  leadId: string;

  @Column({ type: 'integer' })
  release: number;

  @Column({ type: 'timestamptz', name: 'live_at', nullable: true })
  liveAt: Date | null;

  @Column({ type: 'timestamptz', name: 'evaluated_at' })
  evaluatedAt: Date;

  @Column({ type: 'timestamptz', name: 'due_at', nullable: true })
  dueAt: Date | null;

  @Column({ type: 'text' })
  stage: string;

  @Column({ type: 'timestamptz', name: 'stage_entered_at' })
  stageEnteredAt: Date;

  @Column({ type: 'integer' })
  pass: number;

  @Column({ type: 'jsonb' })
  thresholds: Json;

  @Column({ type: 'jsonb' })
  passes: Json;

  @Column({ type: 'text', nullable: true })
  snapshot: string | null;

  @Column({ type: 'text', nullable: true })
  model: string | null;

  @Column({ type: 'text', name: 'model_version', nullable: true })
  modelVersion: string | null;

  @Column({ type: 'double precision', nullable: true })
  value: number | null;

  @Column({ type: 'double precision', name: 'judged_by', nullable: true })
  judgedBy: number | null;
}
