import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A git object reachable from a ref; the bare mirror is rebuilt from these. */
@Entity('git_objects')
export class GitObject {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'git_objects_pk' })
  oid: string;

  @Column({ type: 'text' })
  type: string;

  @Column({ type: 'bytea' })
  bytes: Buffer;
}
