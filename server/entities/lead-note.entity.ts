import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Lead } from './lead.entity.js';

/** What a note was written at. */
export type NoteSubject = 'LEAD_ASSIGNED' | 'CLOCK_PAUSED' | 'SUGGESTION_DECLINED' | 'FACTS_RETRACTED';

/** What somebody wrote about a lead; `subject` is the id of the lead or clock it was written at. Erased with the lead. */
@Entity('lead_notes')
@Index('lead_notes_lead', ['leadId', 'at'])
export class LeadNote {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'lead_notes_pk' })
  id: string;

  @Column({ type: 'text', name: 'lead_id' })
  leadId: string;

  @ManyToOne(() => Lead, { createForeignKeyConstraints: true, nullable: false })
  @JoinColumn({ name: 'lead_id', foreignKeyConstraintName: 'lead_notes_lead_fk' })
  lead?: Relation<Lead>;

  @Column({ type: 'text' })
  about: NoteSubject;

  @Column({ type: 'text' })
  subject: string;

  @Column({ type: 'text' })
  text: string;

  @Column({ type: 'text' })
  author: string;

  @Column({ type: 'timestamptz' })
  at: Date;
}
