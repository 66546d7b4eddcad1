import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who of a pool was picked last; its row is locked while somebody is picked. */
@Entity('pool_turns')
export class PoolTurn {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pool_turns_pk' })
  pool: string;

  @Column({ type: 'text', name: 'last_user', nullable: true })
  lastUser: string | null;
}
