import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintNumber } from './bigint-number.js';

/** The last `seq` and hash of each chain; its row lock orders the sequencers. */
@Entity('log_head')
export class LogHead {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'log_head_pk' })
  chain: string;

  @Column({ type: 'bigint', transformer: bigintNumber })
  seq: number;

  @Column({ type: 'bytea' })
  hash: Buffer;
}
