import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Endpoints that are sent events, and what became of each event sent to them. */
export class Webhooks1763784000000 implements MigrationInterface {
  readonly name = 'Webhooks1763784000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `create table webhooks (
    id text not null, key text, format text not null, sealed_url bytea not null, kinds text[] not null, filter jsonb,
    created_by text not null, confined boolean not null, sealed_secret bytea not null, sealed_old_secret bytea,
    old_secret_until timestamptz, enabled boolean not null, disabled_reason text, position bigint not null,
    fence bigint not null, lease_until timestamptz, failing_since timestamptz,
    created_at timestamptz not null,
    constraint webhooks_pk primary key (id))`,
  `create unique index webhooks_key on webhooks (key) where key is not null`,

  `create table webhook_deliveries (
    id text not null, webhook_id text not null, event_id text not null, seq bigint, lane text not null,
    state text not null, attempts integer not null, response_status integer, next_attempt_at timestamptz,
    succeeded_at timestamptz, last_error text, created_at timestamptz not null,
    constraint webhook_deliveries_pk primary key (id),
    constraint webhook_deliveries_webhook_fk foreign key (webhook_id) references webhooks (id) on delete cascade)`,
  `create unique index webhook_deliveries_event on webhook_deliveries (webhook_id, event_id)`,
  `create index webhook_deliveries_newest on webhook_deliveries (webhook_id, created_at)`,
  `create index webhook_deliveries_lane on webhook_deliveries (webhook_id, lane, seq) where state = 'PENDING'`,
  `create index webhook_deliveries_due on webhook_deliveries (webhook_id, next_attempt_at) where next_attempt_at is not null`,
  `create index webhook_deliveries_settled on webhook_deliveries (created_at) where state <> 'PENDING'`,

  `grant select, insert, update, delete on webhooks, webhook_deliveries to accord_app`,
];

const DOWN = ['webhook_deliveries', 'webhooks'].map((table) => `drop table ${table}`);
