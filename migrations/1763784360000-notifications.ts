import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages to people and channels, and how far in the log they were thought of. */
export class Notifications1763784360000 implements MigrationInterface {
  readonly name = 'Notifications1763784360000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `create table outlet_cursors (
    outlet text not null, seq bigint not null,
    constraint outlet_cursors_pk primary key (outlet))`,
  // what happened before there were messages is not announced afterwards
  `insert into outlet_cursors (outlet, seq) select 'notifications', coalesce(max(seq), 0) from event_log`,

  `create table notifications (
    id text not null, subject text not null, recipient text not null, event_id text not null, kind text not null,
    lead_id text, data jsonb not null, notification text not null, label text not null, template text, state text not null,
    attempts integer not null, created_at timestamptz not null, next_attempt_at timestamptz, claimed_at timestamptz,
    ended_at timestamptz, error text,
    constraint notifications_pk primary key (id),
    constraint notifications_lead_fk foreign key (lead_id) references leads (id))`,
  `create unique index notifications_once on notifications (subject, recipient)`,
  `create index notifications_due on notifications (next_attempt_at) where next_attempt_at is not null`,
  `create index notifications_claimed on notifications (claimed_at) where state = 'SENDING'`,
  `create index notifications_lead on notifications (lead_id)`,

  `grant select, insert, update, delete on outlet_cursors, notifications to accord_app`,
];

const DOWN = ['notifications', 'outlet_cursors'].map((table) => `drop table ${table}`);
