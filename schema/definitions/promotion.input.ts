import { Field, InputType, Int } from 'type-graphql';
import { CommitId } from '../scalars/commit-id.js';

const CONFIRMED = 'The number of leads it moves at once, as the refusal showed it; needed above `maxMoves`.';

/** Input of `promote`. */
@InputType('PromoteInput', { description: 'What to put in force.' })
export class PromoteInputType {
  @Field(() => CommitId, { description: 'A merged commit, ahead of what is in force.' })
  commit: string;

  @Field(() => CommitId, { description: 'What the caller saw in force.' })
  expectedLive: string;

  @Field(() => Int, { nullable: true, description: CONFIRMED })
  confirmMoves?: number | null;

  @Field(() => String, { nullable: true, description: 'Why; shown with the promotion.' })
  reason?: string | null;
}

/** Input of `rollBack`. */
@InputType('RollBackInput', { description: 'What to go back to.' })
export class RollBackInputType {
  @Field(() => Int, { description: 'The release that put in force what is to be in force again.' })
  toRelease: number;

  @Field(() => String, { description: 'Why; shown with the promotion and the hold.' })
  reason: string;
}

/** Input of `releaseHold`. */
@InputType('ReleaseHoldInput', { description: 'Why promotion goes on.' })
export class ReleaseHoldInputType {
  @Field(() => String, { description: 'Why; shown with the promotion of main.' })
  reason: string;

  @Field(() => Int, { nullable: true, description: CONFIRMED })
  confirmMoves?: number | null;
}
