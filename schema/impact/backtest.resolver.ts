import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { findImpacts } from '../../server/pulls/impact/find-impacts.js';
import { startBacktest } from '../../server/pulls/impact/start-backtest.js';
import type { Context } from '../context.js';
import { BacktestInputType } from './backtest.input.js';
import { BacktestPayloadType } from './impact.type.js';
import { impactView } from './impact-view.js';

/** Trying a change on history. */
@Resolver()
export class BacktestResolver {
  @Mutation(() => BacktestPayloadType, {
    description:
      'Replays history under `main` and under what is proposed, as a job; `Job.result` is the report. userErrors: REQUIRED (nothing to try), NOT_FOUND (number), DEFINITION_INVALID (cannot be read), INVALID (window).',
  })
  async runBacktest(
    @Arg('input', () => BacktestInputType, { description: 'What, and over which window.' }) input: BacktestInputType,
    @Ctx() context: Context,
  ): Promise<BacktestPayloadType> {
    const { db, loaders, principal } = context;
    const { number, files, window } = input;
    const { userErrors, impactId, jobId } = await startBacktest(context, principal.actor, {
      number,
      files: files ?? [],
      window,
    });
    if (jobId !== null) context.worker.poke();
    const [row] = impactId === null ? [] : await findImpacts(db, [impactId]);
    return {
      userErrors,
      job: jobId === null ? null : await loaders.jobs.load(jobId),
      impact: row ? await impactView(context, row) : null,
    };
  }
}
