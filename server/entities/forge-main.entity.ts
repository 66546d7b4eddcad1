import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The main branch of a followed repository, by its URL without credentials. */
@Entity('forge_mains')
export class ForgeMain {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'forge_mains_pk' })
  repository: string;

  /** Where it was at the last look. */
  @Column({ type: 'text', nullable: true })
  seen: string | null;

  /** The newest commit of it that is agreed to; another one in `seen` is drift. */
  @Column({ type: 'text', nullable: true })
  followed: string | null;

  @Column({ type: 'timestamptz', name: 'seen_at', nullable: true })
  seenAt: Date | null;

  /** Why `seen` is not followed, in a sentence. */
  @Column({ type: 'text', nullable: true })
  problem: string | null;

  /** Why the last look failed, in a sentence; null: it did not. */
  @Column({ type: 'text', nullable: true })
  failure: string | null;

  @Column({ type: 'timestamptz', name: 'failed_at', nullable: true })
  failedAt: Date | null;
}
