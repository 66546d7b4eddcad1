import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The first entry of a stage in a pass, with the values it is sliced by: what the funnel counts. */
@Entity('stage_entries')
@Index('stage_entries_entered', ['stage', 'enteredAt'])
export class StageEntry {
  @PrimaryColumn({ type: 'text', name: 'lead_id', primaryKeyConstraintName: 'stage_entries_pk' })
  leadId: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'stage_entries_pk' })
  pass: number;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'stage_entries_pk' })
  stage: string;

  @Column({ type: 'text', name: 'transition_id' })
  transitionId: string;

  @Column({ type: 'timestamptz', name: 'entered_at' })
  enteredAt: Date;

  @Column({ type: 'integer' })
  entries: number;

  @Column({ type: 'text', nullable: true })
  source: string | null;

  @Column({ type: 'text', nullable: true })
  channel: string | null;

  @Column({ type: 'text', nullable: true })
  campaign: string | null;

  @Column({ type: 'text', nullable: true })
  segment: string | null;

  @Column({ type: 'text', name: 'owner_id', nullable: true })
  ownerId: string | null;

  @Column({ type: 'double precision', nullable: true })
  score: number | null;

  @Column({ type: 'text', nullable: true })
  model: string | null;

  @Column({ type: 'integer' })
  release: number;

  @Column({ type: 'boolean', name: 'handed_off' })
  handedOff: boolean;
}
