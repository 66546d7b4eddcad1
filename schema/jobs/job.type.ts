import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { NodeType } from '../nodes/node.type.js';
import { DateTime } from '../scalars/date-time.js';
import { MutationPayloadType } from '../writes/mutation-payload.type.js';

/** How a job stands. */
export const JobStateEnum = {
  QUEUED: 'QUEUED',
  RUNNING: 'RUNNING',
  SUCCEEDED: 'SUCCEEDED',
  FAILED: 'FAILED',
  CANCELLED: 'CANCELLED',
} as const;

registerEnumType(JobStateEnum, {
  name: 'JobState',
  description: 'How a job stands.',
  valuesConfig: {
    QUEUED: { description: 'It waits for a process, or to be tried again.' },
    RUNNING: { description: 'A process works on it; after a crash another goes on where it was.' },
    SUCCEEDED: { description: 'It is done.' },
    FAILED: { description: 'It could not be done; `message` says why.' },
    CANCELLED: { description: 'Somebody cancelled it; what was done until then stays.' },
  },
});

/** Work that outlives a request; `progress` and `result` are resolved. */
@ObjectType('Job', {
  description:
    'Work that outlives a request: any process does it, and goes on with it after a crash. Kept for a week after its end.',
  implements: NodeType,
  simpleResolvers: true,
})
export class JobType extends NodeType {
  @Field(() => String, { description: 'What is done: `rescore` after a promotion, `backtest`.' })
  kind: string;

  @Field(() => JobStateEnum, { description: 'How it stands.' })
  state: keyof typeof JobStateEnum;

  @Field(() => Int, { nullable: true, description: 'How much there is to do; null while that is not known.' })
  total: number | null;

  @Field(() => Int, { nullable: true, description: 'How much of it is done.' })
  done: number | null;

  @Field(() => String, { nullable: true, description: 'What it is at, what came of it, or why it failed.' })
  message: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was begun.' })
  startedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ended, one way or another.' })
  finishedAt: Date | null;
}

/** Answer of `cancelJob`. */
@ObjectType('JobPayload', {
  description: 'What became of a job.',
  implements: MutationPayloadType,
  simpleResolvers: true,
})
export class JobPayloadType extends MutationPayloadType {
  @Field(() => JobType, { nullable: true, description: 'The job as it is now; null where there is none.' })
  job: JobType | null;
}
