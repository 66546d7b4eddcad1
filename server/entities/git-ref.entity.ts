import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A ref of the scoring repo, moved by compare-and-swap. */
@Entity('git_refs')
export class GitRef {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'git_refs_pk' })
  name: string;

  @Column({ type: 'text' })
  oid: string;

  @Column({ type: 'timestamptz', name: 'updated_at' })
  updatedAt: Date;
}
