import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Work that outlives a request, holds after roll-backs, what each process runs by, and promotions that end by themselves. */
export class JobsAndHolds1763784300000 implements MigrationInterface {
  readonly name = 'JobsAndHolds1763784300000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `create table jobs (
    id text not null, kind text not null, state text not null, key text, input jsonb not null, cursor jsonb, total integer,
    done integer, message text, result text, created_by text not null, created_at timestamptz not null,
    started_at timestamptz, finished_at timestamptz, run_after timestamptz not null, worker text, lease_until timestamptz,
    attempts integer not null, cancelling boolean not null, version integer not null,
    constraint jobs_pk primary key (id))`,
  `create unique index jobs_key on jobs (key)`,
  `create index jobs_open on jobs (kind, run_after) where state in ('QUEUED', 'RUNNING')`,
  `create index jobs_finished on jobs (finished_at) where finished_at is not null`,

  `create table holds (
    release integer not null, reason text not null, held_by text not null, since timestamptz not null,
    refused text not null, ended_at timestamptz, ended_by text, end_reason text,
    constraint holds_pk primary key (release))`,
  `create unique index holds_standing on holds ((true)) where ended_at is null`,

  `create table instances (
    id text not null, release integer not null, commit text not null, activated_at timestamptz not null,
    seen_at timestamptz not null, error text,
    constraint instances_pk primary key (id))`,

  `alter table releases add expires_at timestamptz, add effect text`,
  `create index releases_due on releases (expires_at) where expires_at is not null`,

  // 4226303 stands for what is in force: whoever scores shares it until its commit, whoever promotes has it alone.
  `create function release_in_force() returns integer language plpgsql volatile as $$
    begin
      perform pg_advisory_xact_lock_shared(4226303);
      return (select max(number) from releases);
    end $$`,

  `grant select, insert, update, delete on jobs, holds, instances to accord_app`,
];

const DOWN = [
  'drop function release_in_force()',
  'drop index releases_due',
  'alter table releases drop effect, drop expires_at',
  ...['instances', 'holds', 'jobs'].map((table) => `drop table ${table}`),
];
