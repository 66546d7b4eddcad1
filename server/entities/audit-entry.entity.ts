import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { JsonObject } from '../../core/scoring/facts.js';
import { bigintNumber } from './bigint-number.js';

/** The audit log: who did what to which subject, chained like the event log. */
@Entity('audit_log')
@Index('audit_log_entry', ['entryId'])
export class AuditEntry {
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'audit_log_pk', transformer: bigintNumber })
  seq: number;

  @Column({ type: 'text', name: 'entry_id' })
  entryId: string;

  @Column({ type: 'timestamptz' })
  at: Date;

  @Column({ type: 'text' })
  actor: string;

  @Column({ type: 'text' })
  action: string;

  @Column({ type: 'text', nullable: true })
  subject: string | null;

  @Column({ type: 'jsonb' })
  detail: JsonObject;

  @Column({ type: 'bytea' })
  hash: Buffer;
}
