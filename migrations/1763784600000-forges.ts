import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A repository on a forge that is followed: where it is, its pull requests, what was said there. */
export class Forges1763784600000 implements MigrationInterface {
  readonly name = 'Forges1763784600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `alter table users add column forge_login text`,
  `create unique index users_forge_login on users (forge_login) where forge_login is not null`,

  `create table forge_mains (
    repository text not null, seen text, followed text, seen_at timestamptz, problem text, failure text,
    failed_at timestamptz,
    constraint forge_mains_pk primary key (repository))`,

  `create table forge_pulls (
    number integer not null, key text not null, url text, author text, head text not null, comment_id text,
    reported text, reported_version integer,
    constraint forge_pulls_pk primary key (number),
    constraint forge_pulls_pull_fk foreign key (number) references pull_requests (number))`,
  `create unique index forge_pulls_key on forge_pulls (key)`,

  `create table forge_reviews (
    id text not null, number integer not null, person text not null, outcome text not null, said_at timestamptz not null,
    constraint forge_reviews_pk primary key (id))`,

  `create table forge_deliveries (
    id text not null, received_at timestamptz not null, answered_at timestamptz,
    constraint forge_deliveries_pk primary key (id))`,
  `create index forge_deliveries_received on forge_deliveries (received_at)`,

  `create table forge_pushes (
    oid text not null, login text not null, pushed_at timestamptz not null,
    constraint forge_pushes_pk primary key (oid, login))`,

  `grant select, insert, update, delete on forge_mains, forge_pulls, forge_reviews, forge_deliveries, forge_pushes
    to accord_app`,
];

const DOWN = [
  'drop table forge_pushes, forge_deliveries, forge_reviews, forge_pulls, forge_mains',
  'alter table users drop column forge_login',
];
