import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pages of all handoffs begin at their place: without it each sorted all there ever were. */
export class HandoffsOpened1763788000000 implements MigrationInterface {
  readonly name = 'HandoffsOpened1763788000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index handoffs_opened on handoffs (opened_at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index handoffs_opened');
  }
}
