import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { JsonObject } from '../../core/scoring/facts.js';

/** An audit entry not yet placed in the audit log. */
@Entity('audit_staging')
export class StagedAuditEntry {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'audit_staging_pk',
  })
  id: number;

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
}
