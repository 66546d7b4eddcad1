import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { JsonObject } from '../../core/scoring/facts.js';
import { bigintNumber } from './bigint-number.js';

/** The event log: dense `seq`, each hash chained to the one before; ids, keys, numbers and instants only. */
@Entity('event_log')
@Index('event_log_event', ['eventId'])
@Index('event_log_lead', ['leadId', 'seq'])
export class LoggedEvent {
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'event_log_pk', transformer: bigintNumber })
  seq: number;

  @Column({ type: 'text', name: 'event_id' })
  eventId: string;

  @Column({ type: 'text' })
  kind: string;

  @Column({ type: 'text', name: 'lead_id', nullable: true })
  leadId: string | null;

  @Column({ type: 'text' })
  actor: string;

  @Column({ type: 'timestamptz', name: 'occurred_at' })
  occurredAt: Date;

  @Column({ type: 'timestamptz', name: 'recorded_at' })
  recordedAt: Date;

  @Column({ type: 'boolean' })
  historical: boolean;

  @Column({ type: 'jsonb' })
  data: JsonObject;

  @Column({ type: 'bytea' })
  hash: Buffer;
}
