import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { JsonObject } from '../../core/scoring/facts.js';

/** A company; its attribute changes are facts of every lead of it. */
@Entity('accounts')
@Index('accounts_domain', ['domain'], { unique: true })
export class Account {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'accounts_pk' })
  id: string;

  @Column({ type: 'text', nullable: true })
  domain: string | null;

  @Column({ type: 'text', nullable: true })
  name: string | null;

  @Column({ type: 'text', name: 'owner_id', nullable: true })
  ownerId: string | null;

  @Column({ type: 'jsonb' })
  attributes: JsonObject;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'updated_at' })
  updatedAt: Date;

  @Column({ type: 'integer' })
  version: number;
}
