import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key by which this installation signs merges; the private part is sealed under the pepper. */
@Entity('signing_keys')
export class SigningKey {
  @PrimaryColumn({ type: 'text', name: 'public_key', primaryKeyConstraintName: 'signing_keys_pk' })
  publicKey: string;

  @Column({ type: 'bytea' })
  sealed: Buffer;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}
