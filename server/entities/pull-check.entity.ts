import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { JsonObject } from '../../core/scoring/facts.js';
import { PullRequest } from './pull-request.entity.js';

/** What a check found in the tree that a merge would make. */
@Entity('pull_checks')
export class PullCheck {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pull_checks_pk' })
  number: number;

  @ManyToOne(() => PullRequest, { createForeignKeyConstraints: true, nullable: false })
  @JoinColumn({ name: 'number', foreignKeyConstraintName: 'pull_checks_pull_fk' })
  pullRequest?: Relation<PullRequest>;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pull_checks_pk' })
  name: string;

  @Column({ type: 'integer' })
  position: number;

  @Column({ type: 'text' })
  conclusion: string;

  @Column({ type: 'text' })
  summary: string;

  @Column({ type: 'jsonb' })
  annotations: JsonObject[];

  @Column({ type: 'timestamptz', name: 'ran_at' })
  ranAt: Date;
}
