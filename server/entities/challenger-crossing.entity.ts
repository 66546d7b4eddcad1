import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A threshold that a challenger alone would have crossed, and the stage it would have moved the lead to. */
@Entity('challenger_crossings')
@Index('challenger_crossings_lead', ['challengerId', 'leadId', 'occurredAt'])
export class ChallengerCrossing {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'challenger_crossings_pk' })
  id: string;

  @Column({ type: 'text', name: 'challenger_id' })
  challengerId: string;

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
  trigger: string;

  @Column({ type: 'double precision', name: 'score_before' })
  scoreBefore: number;

  @Column({ type: 'double precision', name: 'score_after' })
  scoreAfter: number;

  @Column({ type: 'text' })
  model: string;

  @Column({ type: 'text', name: 'model_version' })
  modelVersion: string;

  @Column({ type: 'integer' })
  release: number;

  @Column({ type: 'text' })
  outcome: string;

  @Column({ type: 'text', name: 'moved_to', nullable: true })
  movedTo: string | null;
}
