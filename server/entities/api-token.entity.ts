import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from './user.entity.js';

/** A token, personal (with a user) or of a machine; only the HMAC of its secret is kept. */
@Entity('api_tokens')
@Index('api_tokens_hmac', ['hmac'], { unique: true })
@Index('api_tokens_user', ['userId'])
export class ApiToken {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'api_tokens_pk' })
  id: string;

  @Column({ type: 'text' })
  prefix: string;

  @Column({ type: 'text', name: 'display_name' })
  displayName: string;

  @Column({ type: 'text', name: 'user_id', nullable: true })
  userId: string | null;

  @ManyToOne(() => User, { createForeignKeyConstraints: true, nullable: true })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'api_tokens_user_fk' })
  user?: Relation<User> | null;

  @Column({ type: 'text', array: true })
  roles: string[];

  @Column({ type: 'boolean' })
  agent: boolean;

  @Column({ type: 'bytea' })
  hmac: Buffer;

  @Column({ type: 'text', name: 'created_by' })
  createdBy: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  revokedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'last_used_at', nullable: true })
  lastUsedAt: Date | null;
}
