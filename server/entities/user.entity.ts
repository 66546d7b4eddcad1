import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A person: the sides he stands on, what he may do, and how handoffs reach him. */
@Entity('users')
@Index('users_email', ['email'], { unique: true })
@Index('users_forge_login', ['forgeLogin'], { unique: true, where: 'forge_login is not null' })
export class User {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'users_pk' })
  id: string;

  @Column({ type: 'text' })
  email: string;

  @Column({ type: 'text', name: 'display_name' })
  displayName: string;

  @Column({ type: 'text', array: true })
  teams: string[];

  @Column({ type: 'text', array: true })
  roles: string[];

  @Column({ type: 'text', name: 'manager_id', nullable: true })
  managerId: string | null;

  @Column({ type: 'text', name: 'time_zone', nullable: true })
  timeZone: string | null;

  @Column({ type: 'text', array: true })
  pools: string[];

  @Column({ type: 'integer', name: 'weekly_capacity', nullable: true })
  weeklyCapacity: number | null;

  @Column({ type: 'text', nullable: true })
  calendar: string | null;

  @Column({ type: 'timestamptz', name: 'away_until', nullable: true })
  awayUntil: Date | null;

  /** His name on GitHub or GitLab, in lower case: what he says there is his word here. */
  @Column({ type: 'text', name: 'forge_login', nullable: true })
  forgeLogin: string | null;

  @Column({ type: 'boolean' })
  active: boolean;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column({ type: 'timestamptz', name: 'updated_at' })
  updatedAt: Date;
}
