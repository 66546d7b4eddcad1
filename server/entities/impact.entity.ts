import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Json } from '../../core/scoring/facts.js';

/** A report of what a change would have done: asked for, being made, or kept. */
@Entity('impacts')
@Index('impacts_pull', ['pullRequest', 'createdAt'], { where: 'pull_request is not null' })
@Index('impacts_created', ['createdAt'])
export class Impact {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'impacts_pk' })
  id: string;

  @Column({ type: 'text', name: 'job_id', nullable: true })
  jobId: string | null;

  /** Of its job, or that of its end once the job is forgotten. */
  @Column({ type: 'text' })
  state: string;

  @Column({ type: 'integer', name: 'pull_request', nullable: true })
  pullRequest: number | null;

  @Column({ type: 'text', nullable: true })
  effect: string | null;

  @Column({ type: 'text', name: 'base_commit' })
  baseCommit: string;

  /** The whole tree proposed; emptied when the report is made. */
  @Column({ type: 'jsonb' })
  files: Json;

  @Column({ type: 'timestamptz', name: 'window_from' })
  windowFrom: Date;

  @Column({ type: 'timestamptz', name: 'window_to' })
  windowTo: Date;

  @Column({ type: 'text', name: 'time_zone' })
  timeZone: string;

  @Column({ type: 'jsonb', nullable: true })
  figures: Json | null;

  @Column({ type: 'jsonb', nullable: true })
  sample: Json | null;

  @Column({ type: 'text', nullable: true })
  summary: string | null;

  @Column({ type: 'text', nullable: true })
  markdown: string | null;

  @Column({ type: 'text', name: 'created_by' })
  createdBy: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true })
  finishedAt: Date | null;
}
