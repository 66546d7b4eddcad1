import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A webhook of the forge that was taken; a repeat of it does nothing. */
@Entity('forge_deliveries')
@Index('forge_deliveries_received', ['receivedAt'])
export class ForgeDelivery {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'forge_deliveries_pk' })
  id: string;

  @Column({ type: 'timestamptz', name: 'received_at' })
  receivedAt: Date;

  /** When the forge was looked at because of it. */
  @Column({ type: 'timestamptz', name: 'answered_at', nullable: true })
  answeredAt: Date | null;
}
