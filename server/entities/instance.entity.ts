import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A running process and the release it goes by; `error` says why it could not take a newer one. */
@Entity('instances')
export class Instance {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'instances_pk' })
  id: string;

  @Column({ type: 'integer' })
  release: number;

  @Column({ type: 'text' })
  commit: string;

  @Column({ type: 'timestamptz', name: 'activated_at' })
  activatedAt: Date;

  @Column({ type: 'timestamptz', name: 'seen_at' })
  seenAt: Date;

  @Column({ type: 'text', nullable: true })
  error: string | null;
}
