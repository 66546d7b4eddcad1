import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { JsonObject } from '../../core/scoring/facts.js';

/** A model file as a commit of the scoring repo had it. */
@Entity('model_versions')
@Index('model_versions_key', ['key', 'version', 'commit'], { unique: true })
export class ModelVersion {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'model_versions_pk' })
  id: string;

  @Column({ type: 'text' })
  key: string;

  @Column({ type: 'text' })
  version: string;

  @Column({ type: 'text' })
  commit: string;

  @Column({ type: 'text' })
  path: string;

  @Column({ type: 'timestamptz', name: 'committed_at' })
  committedAt: Date;

  @Column({ type: 'text' })
  author: string;

  @Column({ type: 'text' })
  message: string;

  @Column({ type: 'jsonb' })
  document: JsonObject;
}
