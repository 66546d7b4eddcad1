import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Models tried beside the running ones: what they make of each lead, the thresholds they would have crossed, what went wrong. */
export class Challengers1763784900000 implements MigrationInterface {
  readonly name = 'Challengers1763784900000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  'alter table engine_states add column drawn_by text',

  `create table challengers (
    id text not null, model text not null, against text not null, fingerprint text not null, since timestamptz not null,
    release integer not null, scored_at timestamptz, ended_at timestamptz,
    constraint challengers_pk primary key (id))`,
  `create unique index challengers_running on challengers (model, against) where ended_at is null`,

  `create table challenger_leads (
    challenger_id text not null, lead_id text not null, release integer not null, live_at timestamptz,
    evaluated_at timestamptz not null, due_at timestamptz, stage text not null, stage_entered_at timestamptz not null,
    pass integer not null, thresholds jsonb not null, passes jsonb not null, snapshot text, model text,
    model_version text, value double precision, judged_by double precision,
    constraint challenger_leads_pk primary key (challenger_id, lead_id)) with (fillfactor = 70)`,
  `create index challenger_leads_lead on challenger_leads (lead_id)`,
  `create index challenger_leads_due on challenger_leads (due_at) where due_at is not null`,

  `create table challenger_crossings (
    id text not null, challenger_id text not null, lead_id text not null, threshold text not null,
    direction text not null, occurred_at timestamptz not null, recorded_at timestamptz not null,
    historical boolean not null, trigger text not null, score_before double precision not null,
    score_after double precision not null, model text not null, model_version text not null, release integer not null,
    outcome text not null, moved_to text,
    constraint challenger_crossings_pk primary key (id))`,
  `create index challenger_crossings_lead on challenger_crossings (challenger_id, lead_id, occurred_at)`,

  `create table challenger_gaps (
    challenger_id text not null, lead_id text not null, errors integer not null, last_error text,
    tries integer not null, next_at timestamptz,
    constraint challenger_gaps_pk primary key (challenger_id, lead_id))`,
  `create index challenger_gaps_open on challenger_gaps (next_at) where next_at is not null`,

  `grant select, insert, update, delete on challengers, challenger_leads, challenger_crossings, challenger_gaps
   to accord_app`,
];

const DOWN = [
  'drop table challenger_gaps',
  'drop table challenger_crossings',
  'drop table challenger_leads',
  'drop table challengers',
  'alter table engine_states drop column drawn_by',
];
