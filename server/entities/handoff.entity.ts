import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { Json } from '../../core/scoring/facts.js';
import { Lead } from './lead.entity.js';
import { User } from './user.entity.js';

/** Waiting, answered, or over without an answer. */
export type HandoffState = 'PENDING' | 'ACCEPTED' | 'REJECTED' | 'EXPIRED' | 'WITHDRAWN';

/** A lead handed to another team, waiting for its answer or answered; `stage` is where it waits. */
@Entity('handoffs')
@Index('handoffs_state', ['state', 'openedAt'])
@Index('handoffs_opened', ['openedAt', 'id'])
@Index('handoffs_assignee', ['assigneeId', 'state'])
@Index('handoffs_pending', ['leadId'], { unique: true, where: `state = 'PENDING'` })
@Index('handoffs_lead', ['leadId'])
@Index('handoffs_due', ['expiresAt'], { where: `state = 'PENDING'` })
@Index('handoffs_unassigned', ['openedAt'], { where: `state = 'PENDING' and assignee_id is null` })
export class Handoff {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'handoffs_pk' })
  id: string;

  @Column({ type: 'text', name: 'lead_id' })
  leadId: string;

  @ManyToOne(() => Lead, { createForeignKeyConstraints: true, nullable: false })
  @JoinColumn({ name: 'lead_id', foreignKeyConstraintName: 'handoffs_lead_fk' })
  lead?: Relation<Lead>;

  @Column({ type: 'text' })
  stage: string;

  @Column({ type: 'integer' })
  pass: number;

  @Column({ type: 'text' })
  state: HandoffState;

  @Column({ type: 'timestamptz', name: 'opened_at' })
  openedAt: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  @Column({ type: 'timestamptz', name: 'decided_at', nullable: true })
  decidedAt: Date | null;

  @Column({ type: 'text', name: 'assignee_id', nullable: true })
  assigneeId: string | null;

  @ManyToOne(() => User, { createForeignKeyConstraints: true, nullable: true })
  @JoinColumn({ name: 'assignee_id', foreignKeyConstraintName: 'handoffs_assignee_fk' })
  assignee?: Relation<User> | null;

  @Column({ type: 'text', name: 'decided_by', nullable: true })
  decidedBy: string | null;

  @Column({ type: 'text', nullable: true })
  reason: string | null;

  @Column({ type: 'text', nullable: true })
  note: string | null;

  @Column({ type: 'text', name: 'next_step', nullable: true })
  nextStep: string | null;

  @Column({ type: 'text', name: 'routed_by', nullable: true })
  routedBy: string | null;

  @Column({ type: 'text', nullable: true })
  pool: string | null;

  @Column({ type: 'text', name: 'transition_id' })
  transitionId: string;

  @Column({ type: 'integer' })
  release: number;

  @Column({ type: 'jsonb', nullable: true })
  score: Json | null;
}
