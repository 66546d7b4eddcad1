import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A stage entered; `ordinal` is the order of the path of one lead. */
@Entity('transitions')
@Index('transitions_lead', ['leadId', 'ordinal'], { unique: true })
@Index('transitions_entered', ['toStage', 'occurredAt'])
export class Transition {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'transitions_pk' })
  id: string;

  @Column({ type: 'text', name: 'lead_id' })
  leadId: string;

  @Column({ type: 'integer' })
  ordinal: number;

  @Column({ type: 'text', name: 'from_stage', nullable: true })
  fromStage: string | null;

  @Column({ type: 'text', name: 'to_stage' })
  toStage: string;

  @Column({ type: 'integer' })
  pass: number;

  @Column({ type: 'text' })
  cause: string;

  @Column({ type: 'text' })
  actor: string;

  @Column({ type: 'text', nullable: true })
  move: string | null;

  @Column({ type: 'text', nullable: true })
  reason: string | null;

  @Column({ type: 'text', nullable: true })
  note: string | null;

  @Column({ type: 'text', name: 'crossing_id', nullable: true })
  crossingId: string | null;

  @Column({ type: 'integer' })
  release: number;

  @Column({ type: 'double precision', name: 'seconds_in_from', nullable: true })
  secondsInFrom: number | null;

  @Column({ type: 'double precision', nullable: true })
  score: number | null;

  @Column({ type: 'boolean' })
  judged: boolean;

  @Column({ type: 'text', array: true })
  outstanding: string[];

  @Column({ type: 'timestamptz', name: 'occurred_at' })
  occurredAt: Date;

  @Column({ type: 'timestamptz', name: 'recorded_at' })
  recordedAt: Date;

  @Column({ type: 'boolean' })
  historical: boolean;
}
