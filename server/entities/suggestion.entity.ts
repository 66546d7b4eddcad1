import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Lead } from './lead.entity.js';

/** A move that a threshold suggests and that waits for a person. */
@Entity('suggestions')
export class Suggestion {
  @PrimaryColumn({ type: 'text', name: 'lead_id', primaryKeyConstraintName: 'suggestions_pk' })
  leadId: string;

  @ManyToOne(() => Lead, { createForeignKeyConstraints: true, nullable: false })
  @JoinColumn({ name: 'lead_id', foreignKeyConstraintName: 'suggestions_lead_fk' })
  lead?: Relation<Lead>;

  @Column({ type: 'text' })
  threshold: string;

  @Column({ type: 'text' })
  stage: string;

  @Column({ type: 'text', name: 'crossing_id' })
  crossingId: string;

  @Column({ type: 'timestamptz' })
  since: Date;
}
