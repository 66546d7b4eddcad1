import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { PullRequest } from './pull-request.entity.js';
import { User } from './user.entity.js';

/** What a person said of an effect; it stays as it was said. */
@Entity('pull_reviews')
@Index('pull_reviews_pull', ['number', 'submittedAt'])
export class PullReview {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pull_reviews_pk' })
  id: string;

  @Column({ type: 'integer' })
  number: number;

  @ManyToOne(() => PullRequest, { createForeignKeyConstraints: true, nullable: false })
  @JoinColumn({ name: 'number', foreignKeyConstraintName: 'pull_reviews_pull_fk' })
  pullRequest?: Relation<PullRequest>;

  @Column({ type: 'text', name: 'author_id' })
  authorId: string;

  @ManyToOne(() => User, { createForeignKeyConstraints: true, nullable: false })
  @JoinColumn({ name: 'author_id', foreignKeyConstraintName: 'pull_reviews_author_fk' })
  author?: Relation<User>;

  /** For which of his teams; null: for whichever needs him. */
  @Column({ type: 'text', nullable: true })
  team: string | null;

  @Column({ type: 'text' })
  verdict: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';

  @Column({ type: 'text', nullable: true })
  body: string | null;

  @Column({ type: 'text' })
  head: string;

  @Column({ type: 'text' })
  effect: string;

  @Column({ type: 'timestamptz', name: 'submitted_at' })
  submittedAt: Date;

  @Column({ type: 'timestamptz', name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;

  /** The report of what it would do that the reviewer saw. */
  @Column({ type: 'text', name: 'impact_id', nullable: true })
  impactId: string | null;

  /** The class of the proposal when it was given; null: from before it was kept. */
  @Column({ type: 'text', nullable: true })
  level: 'SAFE' | 'DANGEROUS' | 'BREAKING' | null;
}
