import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A model tried beside the one it challenges, since the release that brought it; another state of it is another row. */
@Entity('challengers')
@Index('challengers_running', ['model', 'against'], { unique: true, where: 'ended_at is null' })
export class Challenger {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'challengers_pk' })
  id: string;

  @Column({ type: 'text' })
  model: string;

  @Column({ type: 'text' })
  against: string;

  @Column({ type: 'text' })
  fingerprint: string;

  @Column({ type: 'timestamptz' })
  since: Date;

  @Column({ type: 'integer' })
  release: number;

  @Column({ type: 'timestamptz', name: 'scored_at', nullable: true })
  scoredAt: Date | null;

  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
