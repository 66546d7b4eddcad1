import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row that names this installation: its epoch, the database it was last seen on, the default pepper. */
@Entity('installation')
@Check('installation_single', 'id = 1')
export class Installation {
  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'installation_pk' })
  id: number;

  @Column({ type: 'text', name: 'installation_id' })
  installationId: string;

  @Column({ type: 'integer' })
  epoch: number;

  @Column({ type: 'text', name: 'system_identifier' })
  systemIdentifier: string;

  @Column({ type: 'integer' })
  timeline: number;

  @Column({ type: 'text' })
  pepper: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}
