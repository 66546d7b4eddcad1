import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintNumber } from './bigint-number.js';

/** The hash of a chain at a `seq` before which partitions were dropped. */
@Entity('log_checkpoints')
export class LogCheckpoint {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'log_checkpoints_pk' })
  chain: string;

  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'log_checkpoints_pk', transformer: bigintNumber })
  seq: number;

  @Column({ type: 'bytea' })
  hash: Buffer;

  @Column({ type: 'timestamptz' })
  at: Date;
}
