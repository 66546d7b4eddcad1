import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who pushed a commit, as the forge vouches for it: whoever did cannot sign it. */
@Entity('forge_pushes')
export class ForgePush {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'forge_pushes_pk' })
  oid: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'forge_pushes_pk' })
  login: string;

  @Column({ type: 'timestamptz', name: 'pushed_at' })
  pushedAt: Date;
}
