import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { JsonObject } from '../../core/scoring/facts.js';
import { bigintNumber } from './bigint-number.js';

/** What an endpoint is sent: signed CloudEvents, or messages as Slack reads them. */
export type WebhookFormat = 'STANDARD' | 'SLACK';

/** An endpoint that is sent events, and how far it is. Its URL and secrets are sealed under the pepper. */
@Entity('webhooks')
@Index('webhooks_key', ['key'], { unique: true, where: 'key is not null' })
export class Webhook {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'webhooks_pk' })
  id: string;

  @Column({ type: 'text', nullable: true })
  key: string | null;

  @Column({ type: 'text' })
  format: WebhookFormat;

  @Column({ type: 'bytea', name: 'sealed_url' })
  sealedUrl: Buffer;

  @Column({ type: 'text', array: true })
  kinds: string[];

  @Column({ type: 'jsonb', nullable: true })
  filter: JsonObject | null;

  /** Who made it, as an actor. */
  @Column({ type: 'text', name: 'created_by' })
  createdBy: string;

  /** Whether who made it may have webhooks of his own only: then it ends with his rights. */
  @Column({ type: 'boolean' })
  confined: boolean;

  @Column({ type: 'bytea', name: 'sealed_secret' })
  sealedSecret: Buffer;

  @Column({ type: 'bytea', name: 'sealed_old_secret', nullable: true })
  sealedOldSecret: Buffer | null;

  /** Until then the old secret signs too. */
  @Column({ type: 'timestamptz', name: 'old_secret_until', nullable: true })
  oldSecretUntil: Date | null;

  @Column({ type: 'boolean' })
  enabled: boolean;

  @Column({ type: 'text', name: 'disabled_reason', nullable: true })
  disabledReason: string | null;

  /** The `seq` of the log up to which events have become deliveries. */
  @Column({ type: 'bigint', transformer: bigintNumber })
  position: number;

  /** Counts who took it to send from it; whoever holds an older number writes nothing more. */
  @Column({ type: 'bigint', transformer: bigintNumber })
  fence: number;

  @Column({ type: 'timestamptz', name: 'lease_until', nullable: true })
  leaseUntil: Date | null;

  /** Since when nothing but failures came of it. */
  @Column({ type: 'timestamptz', name: 'failing_since', nullable: true })
  failingSince: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}
