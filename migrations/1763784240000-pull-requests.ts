import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pull requests with their checks, reviews and comments; what main is made of; the key that signs merges. */
export class PullRequests1763784240000 implements MigrationInterface {
  readonly name = 'PullRequests1763784240000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `create table pull_requests (
    number integer not null, title text not null, body text not null, state text not null, author text not null,
    contributors text[] not null, branch text not null, base text not null, head text not null,
    checked_main text, checked_head text, created_at timestamptz not null, updated_at timestamptz not null,
    merged_at timestamptz, merge_commit text, merged_onto text, effect text, signed_by jsonb,
    emergency boolean not null, version integer not null,
    constraint pull_requests_pk primary key (number))`,
  `create unique index pull_requests_branch on pull_requests (branch) where state in ('DRAFT', 'OPEN')`,
  `create index pull_requests_state on pull_requests (state, number)`,
  `create unique index pull_requests_merge on pull_requests (merge_commit)`,

  `create table pull_checks (
    number integer not null, name text not null, position integer not null, conclusion text not null,
    summary text not null, annotations jsonb not null, ran_at timestamptz not null,
    constraint pull_checks_pk primary key (number, name),
    constraint pull_checks_pull_fk foreign key (number) references pull_requests (number))`,

  `create table pull_reviews (
    id text not null, number integer not null, author_id text not null, team text, verdict text not null, body text,
    head text not null, effect text not null, submitted_at timestamptz not null, withdrawn_at timestamptz,
    constraint pull_reviews_pk primary key (id),
    constraint pull_reviews_pull_fk foreign key (number) references pull_requests (number),
    constraint pull_reviews_author_fk foreign key (author_id) references users (id))`,
  `create index pull_reviews_pull on pull_reviews (number, submitted_at)`,

  `create table pull_comments (
    id text not null, number integer not null, author text not null, body text not null, path text, pointer text,
    created_at timestamptz not null,
    constraint pull_comments_pk primary key (id),
    constraint pull_comments_pull_fk foreign key (number) references pull_requests (number))`,
  `create index pull_comments_pull on pull_comments (number, created_at)`,

  `create table merged_commits (
    oid text not null, position integer not null,
    constraint merged_commits_pk primary key (oid))`,
  `create unique index merged_commits_position on merged_commits (position)`,
  `insert into merged_commits (oid, position) select oid, 1 from git_refs where name = 'refs/heads/main'`,

  `create table signing_keys (
    public_key text not null, sealed bytea not null, created_at timestamptz not null,
    constraint signing_keys_pk primary key (public_key))`,

  `grant select, insert, update, delete on pull_requests, pull_checks, pull_reviews, pull_comments, merged_commits,
    signing_keys to accord_app`,
];

const DOWN = ['signing_keys', 'merged_commits', 'pull_comments', 'pull_reviews', 'pull_checks', 'pull_requests'].map(
  (table) => `drop table ${table}`,
);
