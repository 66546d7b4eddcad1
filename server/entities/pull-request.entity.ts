import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A proposal as an object: who, which branch, what became of it. What is ready to merge is computed, never stored. */
@Entity('pull_requests')
@Index('pull_requests_branch', ['branch'], { unique: true, where: `state in ('DRAFT', 'OPEN')` })
@Index('pull_requests_state', ['state', 'number'])
@Index('pull_requests_merge', ['mergeCommit'], { unique: true })
export class PullRequest {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pull_requests_pk' })
  number: number;

  @Column({ type: 'text' })
  title: string;

  @Column({ type: 'text' })
  body: string;

  @Column({ type: 'text' })
  state: 'DRAFT' | 'OPEN' | 'MERGED' | 'CLOSED';

  @Column({ type: 'text' })
  author: string;

  /** Whoever else changed its files: authenticated, never taken from git headers. */
  @Column({ type: 'text', array: true })
  contributors: string[];

  /** `proposals/NAME` */
  @Column({ type: 'text' })
  branch: string;

  /** The newest commit of main that the head contains. */
  @Column({ type: 'text' })
  base: string;

  @Column({ type: 'text' })
  head: string;

  /** What the stored checks are of: this head merged into this main. */
  @Column({ type: 'text', name: 'checked_main', nullable: true })
  checkedMain: string | null;

  @Column({ type: 'text', name: 'checked_head', nullable: true })
  checkedHead: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'updated_at' })
  updatedAt: Date;

  @Column({ type: 'timestamptz', name: 'merged_at', nullable: true })
  mergedAt: Date | null;

  @Column({ type: 'text', name: 'merge_commit', nullable: true })
  mergeCommit: string | null;

  /** Main before the merge. */
  @Column({ type: 'text', name: 'merged_onto', nullable: true })
  mergedOnto: string | null;

  /** What was merged; of one that is open it is computed. */
  @Column({ type: 'text', nullable: true })
  effect: string | null;

  /** Who signed what was merged, as it was at the merge. */
  @Column({ type: 'jsonb', name: 'signed_by', nullable: true })
  signedBy: { user: string; team: string }[] | null;

  /** Merged before everybody signed. */
  @Column({ type: 'boolean' })
  emergency: boolean;

  /** Rises with every change that can be seen, checks and a moved main included. */
  @Column({ type: 'integer' })
  version: number;
}
