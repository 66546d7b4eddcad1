import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Set by a roll-back, named for its release: until it ends nothing is promoted. At most one stands. */
@Entity('holds')
export class Hold {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'holds_pk' })
  release: number;

  @Column({ type: 'text' })
  reason: string;

  @Column({ type: 'text', name: 'held_by' })
  heldBy: string;

  @Column({ type: 'timestamptz' })
  since: Date;

  @Column({ type: 'text' })
  refused: string;

  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column({ type: 'text', name: 'ended_by', nullable: true })
  endedBy: string | null;

  @Column({ type: 'text', name: 'end_reason', nullable: true })
  endReason: string | null;
}
