import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people wrote when they assigned, paused or declined; and handoffs that wait for nobody, found at once. */
export class LeadNotes1763784060000 implements MigrationInterface {
  readonly name = 'LeadNotes1763784060000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `create table lead_notes (
    id text not null, lead_id text not null, about text not null, subject text not null, text text not null,
    author text not null, at timestamptz not null,
    constraint lead_notes_pk primary key (id),
    constraint lead_notes_lead_fk foreign key (lead_id) references leads (id))`,
  `create index lead_notes_lead on lead_notes (lead_id, at)`,
  `create index handoffs_unassigned on handoffs (opened_at) where state = 'PENDING' and assignee_id is null`,
  `grant select, insert, update, delete on lead_notes to accord_app`,
];

const DOWN = ['drop index handoffs_unassigned', 'drop table lead_notes'];
