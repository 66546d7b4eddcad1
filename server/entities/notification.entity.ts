import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { Json } from '../../core/scoring/facts.js';
import { Lead } from './lead.entity.js';

/**
 * How a message stands: waiting, on its way, arrived, refused for good, not sent because nothing could carry it, or in
 * doubt: the process or the line died in mid-sending; it is not sent again, because nobody is to be told twice.
 */
export type NotificationState = 'PENDING' | 'SENDING' | 'SENT' | 'FAILED' | 'SKIPPED' | 'IN_DOUBT';

/** One message about one happening to one recipient; its words are made when it is sent and kept nowhere. */
@Entity('notifications')
@Index('notifications_once', ['subject', 'recipient'], { unique: true })
@Index('notifications_due', ['nextAttemptAt'], { where: 'next_attempt_at is not null' })
@Index('notifications_claimed', ['claimedAt'], { where: `state = 'SENDING'` })
@Index('notifications_lead', ['leadId'])
export class Notification {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'notifications_pk' })
  id: string;

  /** What it is about: an event, or the breach of a clock, which is announced and escalated but told once. */
  @Column({ type: 'text' })
  subject: string;

  /** A user's id, `slack:KEY` or `email:ADDRESS`. */
  @Column({ type: 'text' })
  recipient: string;

  @Column({ type: 'text', name: 'event_id' })
  eventId: string;

  @Column({ type: 'text' })
  kind: string;

  @Column({ type: 'text', name: 'lead_id', nullable: true })
  leadId: string | null;

  @ManyToOne(() => Lead, { createForeignKeyConstraints: true, nullable: true })
  @JoinColumn({ name: 'lead_id', foreignKeyConstraintName: 'notifications_lead_fk' })
  lead?: Relation<Lead> | null;

  @Column({ type: 'jsonb' })
  data: Json;

  @Column({ type: 'text' })
  notification: string;

  @Column({ type: 'text' })
  label: string;

  @Column({ type: 'text', nullable: true })
  template: string | null;

  @Column({ type: 'text' })
  state: NotificationState;

  @Column({ type: 'integer' })
  attempts: number;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'next_attempt_at', nullable: true })
  nextAttemptAt: Date | null;

  @Column({ type: 'timestamptz', name: 'claimed_at', nullable: true })
  claimedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column({ type: 'text', nullable: true })
  error: string | null;
}
