import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { TeamKey } from '../../core/definitions/tree.js';
import { NodeType } from '../nodes/node.type.js';
import { TeamEnum } from '../people/team.enum.js';
import { CommitId } from '../scalars/commit-id.js';
import { DateTime } from '../scalars/date-time.js';

/** What a reviewer says. */
export const VerdictEnum = {
  APPROVED: 'APPROVED',
  CHANGES_REQUESTED: 'CHANGES_REQUESTED',
  COMMENTED: 'COMMENTED',
} as const;

registerEnumType(VerdictEnum, {
  name: 'Verdict',
  description: 'What a reviewer says.',
  valuesConfig: {
    APPROVED: { description: 'Signs the effect.' },
    CHANGES_REQUESTED: { description: 'Stops the merge until withdrawn, or until the reviewer approves.' },
    COMMENTED: { description: 'Says something, and neither signs nor stops.' },
  },
});

/** What a person said of an effect; who, and whether it is stale, is resolved. */
@ObjectType('Review', {
  description:
    'What a person said of a change. A person’s newest APPROVED or CHANGES_REQUESTED counts, until withdrawReview.',
  implements: NodeType,
  simpleResolvers: true,
})
export class ReviewType extends NodeType {
  @Field(() => TeamEnum, { nullable: true, description: 'For which team; null: whichever of his teams needs it.' })
  team: TeamKey | null;

  @Field(() => VerdictEnum, { description: 'What was said.' })
  verdict: keyof typeof VerdictEnum;

  @Field(() => String, { nullable: true, description: 'In words.' })
  body: string | null;

  @Field(() => CommitId, { description: 'Head of the branch then.' })
  head: string;

  @Field(() => String, { description: 'What merging would have changed then; this is what was signed.' })
  effect: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was taken back; null: it was not.' })
  withdrawnAt: Date | null;

  @Field(() => DateTime, { description: 'When it was said.' })
  submittedAt: Date;
}
