import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A commit that main contains, in the order they came: the newest of them in a branch is what it is based on. */
@Entity('merged_commits')
@Index('merged_commits_position', ['position'], { unique: true })
export class MergedCommit {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'merged_commits_pk' })
  oid: string;

  @Column({ type: 'integer' })
  position: number;
}
