import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { JsonObject } from '../../core/scoring/facts.js';
import { Account } from './account.entity.js';
import { User } from './user.entity.js';

/** A lead as it stands now; how it came to be so is in facts and transitions. */
@Entity('leads')
@Index('leads_stage', ['stage', 'id'])
@Index('leads_created', ['createdAt', 'id'])
@Index('leads_updated', ['updatedAt', 'id'])
@Index('leads_stage_entered', ['stageEnteredAt', 'id'])
@Index('leads_account', ['accountId'])
@Index('leads_owner', ['ownerId'])
@Index('leads_email', ['email'])
export class Lead {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'leads_pk' })
  id: string;

  @Column({ type: 'text', nullable: true })
  email: string | null;

  @Column({ type: 'text', nullable: true })
  name: string | null;

  @Column({ type: 'text', name: 'account_id', nullable: true })
  accountId: string | null;

  @ManyToOne(() => Account, { createForeignKeyConstraints: true, nullable: true })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'leads_account_fk' })
  account?: Relation<Account> | null;

  @Column({ type: 'text', name: 'owner_id', nullable: true })
  ownerId: string | null;

  @ManyToOne(() => User, { createForeignKeyConstraints: true, nullable: true })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'leads_owner_fk' })
  owner?: Relation<User> | null;

  @Column({ type: 'text', nullable: true })
  source: string | null;

  @Column({ type: 'text', nullable: true })
  channel: string | null;

  @Column({ type: 'text', nullable: true })
  campaign: string | null;

  @Column({ type: 'text', name: 'latest_source', nullable: true })
  latestSource: string | null;

  @Column({ type: 'text', name: 'latest_channel', nullable: true })
  latestChannel: string | null;

  @Column({ type: 'text', nullable: true })
  segment: string | null;

  @Column({ type: 'jsonb' })
  attributes: JsonObject;

  @Column({ type: 'text' })
  stage: string;

  @Column({ type: 'timestamptz', name: 'stage_entered_at' })
  stageEnteredAt: Date;

  @Column({ type: 'integer' })
  pass: number;

  @Column({ type: 'timestamptz', name: 'last_activity_at', nullable: true })
  lastActivityAt: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'updated_at' })
  updatedAt: Date;

  @Column({ type: 'integer' })
  version: number;

  @Column({ type: 'timestamptz', name: 'erased_at', nullable: true })
  erasedAt: Date | null;

  @Column({ type: 'text', name: 'merged_into', nullable: true })
  mergedInto: string | null;
}
