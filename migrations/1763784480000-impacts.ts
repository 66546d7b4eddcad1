import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports of what a change of the definitions would have done. */
export class Impacts1763784480000 implements MigrationInterface {
  readonly name = 'Impacts1763784480000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `create table impacts (
    id text not null, job_id text, state text not null, pull_request integer, effect text, base_commit text not null,
    files jsonb not null, window_from timestamptz not null, window_to timestamptz not null, time_zone text not null,
    figures jsonb, sample jsonb, summary text, markdown text, created_by text not null, created_at timestamptz not null,
    finished_at timestamptz,
    constraint impacts_pk primary key (id))`,
  `create index impacts_pull on impacts (pull_request, created_at) where pull_request is not null`,
  `create index impacts_created on impacts (created_at)`,

  `grant select, insert, update, delete on impacts to accord_app`,
];

const DOWN = ['drop table impacts'];
