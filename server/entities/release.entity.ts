import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A promotion to live, with the whole tree it put in force. */
@Entity('releases')
@Index('releases_commit', ['commit'])
@Index('releases_due', ['expiresAt'], { where: 'expires_at is not null' })
export class Release {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'releases_pk' })
  number: number;

  @Column({ type: 'text' })
  commit: string;

  @Column({ type: 'text', nullable: true })
  previous: string | null;

  @Column({ type: 'text' })
  kind: string;

  @Column({ type: 'text', name: 'promoted_by' })
  promotedBy: string;

  @Column({ type: 'timestamptz', name: 'promoted_at' })
  promotedAt: Date;

  @Column({ type: 'text', nullable: true })
  reason: string | null;

  @Column({ type: 'integer', name: 'pull_request', nullable: true })
  pullRequest: number | null;

  @Column({ type: 'jsonb' })
  files: Record<string, string>;

  /** When it ends unless the sign-offs of `effect` are given by then; emergencies only, null once settled. */
  @Column({ type: 'timestamptz', name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  @Column({ type: 'text', nullable: true })
  effect: string | null;
}
