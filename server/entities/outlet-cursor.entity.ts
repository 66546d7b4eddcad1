import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintNumber } from './bigint-number.js';

/** How far in the log an outlet has come. */
@Entity('outlet_cursors')
export class OutletCursor {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'outlet_cursors_pk' })
  outlet: string;

  @Column({ type: 'bigint', transformer: bigintNumber })
  seq: number;
}
