import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { JsonObject } from '../../core/scoring/facts.js';

/** The outcome of a keyed mutation, kept seven days. */
@Entity('idempotency_keys')
@Index('idempotency_keys_created', ['createdAt'])
export class IdempotencyKey {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'idempotency_keys_pk' })
  principal: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'idempotency_keys_pk' })
  key: string;

  @Column({ type: 'text' })
  operation: string;

  @Column({ type: 'text', name: 'input_hash' })
  inputHash: string;

  @Column({ type: 'jsonb' })
  outcome: JsonObject;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}
