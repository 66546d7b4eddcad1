import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { JsonObject } from '../../core/scoring/facts.js';

/** What was told about a lead or an account, as sent: the record scores are computed from. */
@Entity('facts')
@Index('facts_message', ['source', 'messageId'], { unique: true })
@Index('facts_lead', ['leadId', 'occurredAt'])
@Index('facts_account', ['accountId', 'occurredAt'], { where: 'account_id is not null' })
@Index('facts_import', ['importId'], { where: 'import_id is not null' })
export class Fact {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'facts_pk',
  })
  id: number;

  @Column({ type: 'text', name: 'lead_id', nullable: true })
  leadId: string | null;

  @Column({ type: 'text', name: 'account_id', nullable: true })
  accountId: string | null;

  @Column({ type: 'text' })
  kind: string;

  @Column({ type: 'text' })
  type: string;

  @Column({ type: 'timestamptz', name: 'occurred_at' })
  occurredAt: Date;

  @Column({ type: 'timestamptz', name: 'received_at' })
  receivedAt: Date;

  @Column({ type: 'integer' })
  ordinal: number;

  @Column({ type: 'integer' })
  sequence: number;

  @Column({ type: 'text' })
  source: string;

  @Column({ type: 'text', name: 'message_id' })
  messageId: string;

  @Column({ type: 'jsonb' })
  body: JsonObject;

  @Column({ type: 'text' })
  actor: string;

  @Column({ type: 'text', name: 'import_id', nullable: true })
  importId: string | null;

  @Column({ type: 'boolean' })
  historical: boolean;

  @Column({ type: 'timestamptz', name: 'retracted_at', nullable: true })
  retractedAt: Date | null;
}
