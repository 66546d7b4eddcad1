import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A lead a challenger failed at or fell behind with; scored again from its facts at `next_at`, done where that is null. */
@Entity('challenger_gaps')
@Index('challenger_gaps_open', ['nextAt'], { where: 'next_at is not null' })
export class ChallengerGap {
  @PrimaryColumn({ type: 'text', name: 'challenger_id', primaryKeyConstraintName: 'challenger_gaps_pk' })
  challengerId: string;

  @PrimaryColumn({ type: 'text', name: 'lead_id', primaryKeyConstraintName: 'challenger_gaps_pk' })
  leadId: string;

  @Column({ type: 'integer' })
  errors: number;

  @Column({ type: 'text', name: 'last_error', nullable: true })
  lastError: string | null;

  @Column({ type: 'integer' })
  tries: number;

  @Column({ type: 'timestamptz', name: 'next_at', nullable: true })
  nextAt: Date | null;
}
