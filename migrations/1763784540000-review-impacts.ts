import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which report a reviewer saw. */
export class ReviewImpacts1763784540000 implements MigrationInterface {
  readonly name = 'ReviewImpacts1763784540000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table pull_reviews add column impact_id text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table pull_reviews drop column impact_id');
  }
}
