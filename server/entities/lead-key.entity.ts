import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Lead } from './lead.entity.js';

/** What a lead is known by: `email`, `anonymous` or `ext:<system>`. */
@Entity('lead_keys')
@Index('lead_keys_lead', ['leadId'])
export class LeadKey {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'lead_keys_pk' })
  system: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'lead_keys_pk' })
  value: string;

  @Column({ type: 'text', name: 'lead_id' })
  leadId: string;

  @ManyToOne(() => Lead, { createForeignKeyConstraints: true, deferrable: 'INITIALLY DEFERRED' })
  @JoinColumn({ name: 'lead_id', foreignKeyConstraintName: 'lead_keys_lead_fk' })
  lead?: Relation<Lead>;
}
