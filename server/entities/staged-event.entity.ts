import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { JsonObject } from '../../core/scoring/facts.js';

/** An event committed with its cause and not yet placed in the log. */
@Entity('event_staging')
export class StagedEvent {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'event_staging_pk',
  })
  id: number;

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
}
