import { Column, Entity, Index, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { PullRequest } from './pull-request.entity.js';

/** What a pull request is on the forge, and what was last told there. */
@Entity('forge_pulls')
@Index('forge_pulls_key', ['key'], { unique: true })
export class ForgePullRow {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'forge_pulls_pk' })
  number: number;

  @OneToOne(() => PullRequest, { createForeignKeyConstraints: true, nullable: false })
  @JoinColumn({ name: 'number', foreignKeyConstraintName: 'forge_pulls_pull_fk' })
  pullRequest?: Relation<PullRequest>;

  /** `github:12`, `gitlab:12`, or `branch:proposals/NAME`. */
  @Column({ type: 'text' })
  key: string;

  @Column({ type: 'text', nullable: true })
  url: string | null;

  /** The login of its author there. */
  @Column({ type: 'text', nullable: true })
  author: string | null;

  /** Its head, as it was last taken from there. */
  @Column({ type: 'text' })
  head: string;

  @Column({ type: 'text', name: 'comment_id', nullable: true })
  commentId: string | null;

  /** A digest of the report that stands there; null: none yet. */
  @Column({ type: 'text', nullable: true })
  reported: string | null;

  /** The version of the pull request that was reported. */
  @Column({ type: 'integer', name: 'reported_version', nullable: true })
  reportedVersion: number | null;
}
