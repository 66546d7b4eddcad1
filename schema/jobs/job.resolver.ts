import { Arg, Ctx, FieldResolver, Float, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { transaction } from '../../server/db/transaction.js';
import { cancelJob } from '../../server/jobs/cancel-job.js';
import type { JobRow } from '../../server/jobs/find-jobs.js';
import type { Context } from '../context.js';
import { findNode } from '../nodes/find-node.js';
import { NodeType } from '../nodes/node.type.js';
import { followedElsewhere } from '../streams/followed-elsewhere.js';
import { JobPayloadType, JobType } from './job.type.js';

/** Jobs. */
@Resolver(() => JobType)
export class JobResolver {
  @Query(() => JobType, { nullable: true, description: 'A job; null where there is none, or it ended a week ago.' })
  job(
    @Arg('id', () => ID, { description: 'The job: `job_…`.' }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<JobType | null> {
    return loaders.jobs.load(id);
  }

  @FieldResolver(() => Float, { description: 'From 0 to 1; 0 while it is not known how much there is to do.' })
  progress(@Root() { state, done, total }: JobRow): number {
    if (state === 'SUCCEEDED') return 1;
    return total ? Math.min((done ?? 0) / total, 1) : 0;
  }

  @FieldResolver(() => NodeType, {
    nullable: true,
    description: 'What came of it, such as an impact; null where that is nothing to look at.',
  })
  result(@Root() { result }: JobRow, @Ctx() context: Context): Promise<NodeType | null> | null {
    return result === null ? null : findNode(context, result);
  }

  @Mutation(() => JobPayloadType, {
    description:
      'Ends a job within a second or two; what was done stays. Leads a cancelled re-scoring had not reached are scored at their next fact, or within a day. userErrors: NOT_FOUND, CONFLICT (it is over).',
  })
  async cancelJob(
    @Arg('id', () => ID, { description: 'The job: `job_…`.' }) id: string,
    @Ctx() { pool, principal, loaders }: Context,
  ): Promise<JobPayloadType> {
    const { userErrors, jobId } = await transaction(pool, principal.actor, (tx) => cancelJob(tx, id));
    return { userErrors, job: jobId === null ? null : await loaders.jobs.load(jobId) };
  }

  @Subscription(() => JobType, {
    subscribe: followedElsewhere,
    description:
      'A job as it is now, then after every step, at most twice a second; the stream ends with it. BAD_USER_INPUT for an unknown id.',
  })
  async jobProgressed(
    @Arg('id', () => ID, { description: 'The job: `job_…`.' }) _id: string,
    @Root() watched: { id: string },
    @Ctx() { loaders }: Context,
  ): Promise<JobType> {
    const job = await loaders.jobs.load(watched.id);
    if (!job) throw new Error(`there is no job ${watched.id}`);
    return job;
  }
}
