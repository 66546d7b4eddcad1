import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { bigintNumber } from './bigint-number.js';
import { Webhook } from './webhook.entity.js';

/** Still to be sent, taken by the receiver, or given up. */
export type DeliveryState = 'PENDING' | 'SUCCEEDED' | 'FAILED';

/** An event on its way to an endpoint; of the answers only the status is kept. `lane` is what keeps order: its lead, or its kind. */
@Entity('webhook_deliveries')
@Index('webhook_deliveries_event', ['webhookId', 'eventId'], { unique: true })
@Index('webhook_deliveries_newest', ['webhookId', 'createdAt'])
@Index('webhook_deliveries_lane', ['webhookId', 'lane', 'seq'], { where: `state = 'PENDING'` })
@Index('webhook_deliveries_due', ['webhookId', 'nextAttemptAt'], { where: 'next_attempt_at is not null' })
@Index('webhook_deliveries_settled', ['createdAt'], { where: `state <> 'PENDING'` })
export class WebhookDelivery {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'webhook_deliveries_pk' })
  id: string;

  @Column({ type: 'text', name: 'webhook_id' })
  webhookId: string;

  @ManyToOne(() => Webhook, { createForeignKeyConstraints: true, nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'webhook_id', foreignKeyConstraintName: 'webhook_deliveries_webhook_fk' })
  webhook?: Relation<Webhook>;

  @Column({ type: 'text', name: 'event_id' })
  eventId: string;

  /** Its place in the log; null of a test event, which is in none. */
  @Column({ type: 'bigint', nullable: true, transformer: bigintNumber })
  seq: number | null;

  @Column({ type: 'text' })
  lane: string;

  @Column({ type: 'text' })
  state: DeliveryState;

  @Column({ type: 'integer' })
  attempts: number;

  @Column({ type: 'integer', name: 'response_status', nullable: true })
  responseStatus: number | null;

  /** Null once settled, and while an earlier event of its lane is not. */
  @Column({ type: 'timestamptz', name: 'next_attempt_at', nullable: true })
  nextAttemptAt: Date | null;

  @Column({ type: 'timestamptz', name: 'succeeded_at', nullable: true })
  succeededAt: Date | null;

  @Column({ type: 'text', name: 'last_error', nullable: true })
  lastError: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}
