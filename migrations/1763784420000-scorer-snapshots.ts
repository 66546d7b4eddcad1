import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scorer snapshots as the text the engine wrote: nothing parses, orders or copies them on the way. */
export class ScorerSnapshots1763784420000 implements MigrationInterface {
  readonly name = 'ScorerSnapshots1763784420000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table engine_states drop column snapshot');
    await runner.query('alter table engine_states add column snapshot text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table engine_states drop column snapshot');
    await runner.query('alter table engine_states add column snapshot jsonb');
  }
}
