import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Handoffs, clocks, whose turn it is in a pool, and suggestions that wait for a person. */
export class HandoffsAndClocks1763780400000 implements MigrationInterface {
  readonly name = 'HandoffsAndClocks1763780400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `create table handoffs (
    id text not null, lead_id text not null, stage text not null, pass integer not null, state text not null,
    opened_at timestamptz not null, expires_at timestamptz, decided_at timestamptz, assignee_id text, decided_by text,
    reason text, note text, next_step text, routed_by text, pool text, transition_id text not null,
    release integer not null, score jsonb,
    constraint handoffs_pk primary key (id),
    constraint handoffs_lead_fk foreign key (lead_id) references leads (id),
    constraint handoffs_assignee_fk foreign key (assignee_id) references users (id))`,
  `create index handoffs_state on handoffs (state, opened_at)`,
  `create index handoffs_assignee on handoffs (assignee_id, state)`,
  `create unique index handoffs_pending on handoffs (lead_id) where state = 'PENDING'`,
  `create index handoffs_lead on handoffs (lead_id)`,
  `create index handoffs_due on handoffs (expires_at) where state = 'PENDING'`,

  `create table sla_clocks (
    id text not null, lead_id text not null, policy text not null, release integer not null, state text not null,
    owed_by text not null, owner_id text, triggered_at timestamptz not null, started_at timestamptz not null,
    due_at timestamptz, total_ms bigint not null, consumed_ms bigint not null, running_since timestamptz,
    warned integer not null, escalated integer not null, warned_at timestamptz, breached_at timestamptz,
    stopped_at timestamptz, look_at timestamptz, handoff_id text,
    constraint sla_clocks_pk primary key (id),
    constraint sla_clocks_lead_fk foreign key (lead_id) references leads (id),
    constraint sla_clocks_owner_fk foreign key (owner_id) references users (id),
    constraint sla_clocks_handoff_fk foreign key (handoff_id) references handoffs (id))`,
  `create unique index sla_clocks_open on sla_clocks (lead_id, policy) where state in ('RUNNING', 'PAUSED', 'BREACHED')`,
  `create index sla_clocks_lead on sla_clocks (lead_id)`,
  `create index sla_clocks_look on sla_clocks (look_at) where look_at is not null`,
  `create index sla_clocks_due on sla_clocks (due_at, id)`,
  `create index sla_clocks_owner on sla_clocks (owner_id, state)`,
  `create index sla_clocks_handoff on sla_clocks (handoff_id)`,

  `create table pool_turns (
    pool text not null, last_user text,
    constraint pool_turns_pk primary key (pool))`,

  `create table suggestions (
    lead_id text not null, threshold text not null, stage text not null, crossing_id text not null,
    since timestamptz not null,
    constraint suggestions_pk primary key (lead_id),
    constraint suggestions_lead_fk foreign key (lead_id) references leads (id))`,

  `grant select, insert, update, delete on handoffs, sla_clocks, pool_turns, suggestions to accord_app`,
];

const DOWN = ['suggestions', 'pool_turns', 'sla_clocks', 'handoffs'].map((table) => `drop table ${table}`);
