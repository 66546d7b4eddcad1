import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Json, JsonObject } from '../../core/scoring/facts.js';

/** Waiting, being worked on, or over one way or another. */
export type JobState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

/** Work that outlives a request: any process claims it for as long as its lease runs. `version` grows with every change. */
@Entity('jobs')
@Index('jobs_key', ['key'], { unique: true })
@Index('jobs_open', ['kind', 'runAfter'], { where: `state in ('QUEUED', 'RUNNING')` })
@Index('jobs_finished', ['finishedAt'], { where: 'finished_at is not null' })
export class Job {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'jobs_pk' })
  id: string;

  @Column({ type: 'text' })
  kind: string;

  @Column({ type: 'text' })
  state: JobState;

  @Column({ type: 'text', nullable: true })
  key: string | null;

  @Column({ type: 'jsonb' })
  input: JsonObject;

  @Column({ type: 'jsonb', nullable: true })
  cursor: Json | null;

  @Column({ type: 'integer', nullable: true })
  total: number | null;

  @Column({ type: 'integer', nullable: true })
  done: number | null;

  @Column({ type: 'text', nullable: true })
  message: string | null;

  @Column({ type: 'text', nullable: true })
  result: string | null;

  @Column({ type: 'text', name: 'created_by' })
  createdBy: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'started_at', nullable: true })
  startedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true })
  finishedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'run_after' })
  runAfter: Date;

  @Column({ type: 'text', nullable: true })
  worker: string | null;

  @Column({ type: 'timestamptz', name: 'lease_until', nullable: true })
  leaseUntil: Date | null;

  @Column({ type: 'integer' })
  attempts: number;

  @Column({ type: 'boolean' })
  cancelling: boolean;

  @Column({ type: 'integer' })
  version: number;
}
