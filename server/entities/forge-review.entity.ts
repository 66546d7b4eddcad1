import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A review on the forge, and what became of it here. */
@Entity('forge_reviews')
export class ForgeReview {
  /** By its id there, its verdict and, where it was refused, for whom. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'forge_reviews_pk' })
  id: string;

  @Column({ type: 'integer' })
  number: number;

  /** The user it is the word of. */
  @Column({ type: 'text' })
  person: string;

  /** `taken`, or why it does not count. */
  @Column({ type: 'text' })
  outcome: string;

  @Column({ type: 'timestamptz', name: 'said_at' })
  saidAt: Date;
}
