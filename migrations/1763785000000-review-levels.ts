import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The class that a proposal had when it was reviewed. */
export class ReviewLevels1763785000000 implements MigrationInterface {
  readonly name = 'ReviewLevels1763785000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table pull_reviews add column level text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table pull_reviews drop column level');
  }
}
