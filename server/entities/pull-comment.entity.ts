import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { PullRequest } from './pull-request.entity.js';

/** A word about a pull request, or about a place in one of its files. */
@Entity('pull_comments')
@Index('pull_comments_pull', ['number', 'createdAt'])
export class PullComment {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pull_comments_pk' })
  id: string;

  @Column({ type: 'integer' })
  number: number;

  @ManyToOne(() => PullRequest, { createForeignKeyConstraints: true, nullable: false })
  @JoinColumn({ name: 'number', foreignKeyConstraintName: 'pull_comments_pull_fk' })
  pullRequest?: Relation<PullRequest>;

  @Column({ type: 'text' })
  author: string;

  @Column({ type: 'text' })
  body: string;

  @Column({ type: 'text', nullable: true })
  path: string | null;

  @Column({ type: 'text', nullable: true })
  pointer: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}
