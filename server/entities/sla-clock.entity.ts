import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { ClockState } from '../../core/definitions/sla/clock.js';
import { bigintNumber } from './bigint-number.js';
import { Handoff } from './handoff.entity.js';
import { Lead } from './lead.entity.js';
import { User } from './user.entity.js';

/** A clock of one promise about one lead; `lookAt` is when time alone will next say something of it. */
@Entity('sla_clocks')
@Index('sla_clocks_open', ['leadId', 'policy'], { unique: true, where: `state in ('RUNNING', 'PAUSED', 'BREACHED')` })
@Index('sla_clocks_lead', ['leadId'])
@Index('sla_clocks_look', ['lookAt'], { where: 'look_at is not null' })
@Index('sla_clocks_due', ['dueAt', 'id'])
@Index('sla_clocks_owner', ['ownerId', 'state'])
@Index('sla_clocks_handoff', ['handoffId'])
export class SlaClock {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'sla_clocks_pk' })
  id: string;

  @Column({ type: 'text', name: 'lead_id' })
  leadId: string;

  @ManyToOne(() => Lead, { createForeignKeyConstraints: true, nullable: false })
  @JoinColumn({ name: 'lead_id', foreignKeyConstraintName: 'sla_clocks_lead_fk' })
  lead?: Relation<Lead>;

  @Column({ type: 'text' })
  policy: string;

  @Column({ type: 'integer' })
  release: number;

  @Column({ type: 'text' })
  state: ClockState;

  @Column({ type: 'text', name: 'owed_by' })
  owedBy: string;

  @Column({ type: 'text', name: 'owner_id', nullable: true })
  ownerId: string | null;

  @ManyToOne(() => User, { createForeignKeyConstraints: true, nullable: true })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'sla_clocks_owner_fk' })
  owner?: Relation<User> | null;

  @Column({ type: 'timestamptz', name: 'triggered_at' })
  triggeredAt: Date;

  @Column({ type: 'timestamptz', name: 'started_at' })
  startedAt: Date;

  @Column({ type: 'timestamptz', name: 'due_at', nullable: true })
  dueAt: Date | null;

  @Column({ type: 'bigint', name: 'total_ms', transformer: bigintNumber })
  totalMs: number;

  @Column({ type: 'bigint', name: 'consumed_ms', transformer: bigintNumber })
  consumedMs: number;

  @Column({ type: 'timestamptz', name: 'running_since', nullable: true })
  runningSince: Date | null;

  @Column({ type: 'integer' })
  warned: number;

  @Column({ type: 'integer' })
  escalated: number;

  @Column({ type: 'timestamptz', name: 'warned_at', nullable: true })
  warnedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'breached_at', nullable: true })
  breachedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'stopped_at', nullable: true })
  stoppedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'look_at', nullable: true })
  lookAt: Date | null;

  @Column({ type: 'text', name: 'handoff_id', nullable: true })
  handoffId: string | null;

  @ManyToOne(() => Handoff, { createForeignKeyConstraints: true, nullable: true })
  @JoinColumn({ name: 'handoff_id', foreignKeyConstraintName: 'sla_clocks_handoff_fk' })
  handoff?: Relation<Handoff> | null;
}
