import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { NodeType } from '../nodes/node.type.js';
import { connectionType } from '../paging/connection-type.js';
import { CommitId } from '../scalars/commit-id.js';
import { DateTime } from '../scalars/date-time.js';

/** How definitions came in force. */
export const PromotionKindEnum = {
  MERGE: 'MERGE',
  ROLLBACK: 'ROLLBACK',
  EMERGENCY: 'EMERGENCY',
  INITIAL: 'INITIAL',
} as const;

registerEnumType(PromotionKindEnum, {
  name: 'PromotionKind',
  description: 'How definitions came in force.',
  valuesConfig: {
    MERGE: { description: 'A merged pull request.' },
    ROLLBACK: { description: 'Back to an earlier release; holds what comes next.' },
    EMERGENCY: { description: 'Before everybody signed; it ends by itself unless they do.' },
    INITIAL: { description: 'The tree the installation started from.' },
  },
});

/** A promotion; `promotedBy` is resolved. */
@ObjectType('Promotion', {
  description: 'A commit put in force: it takes the next release number, roll-backs too.',
  implements: NodeType,
  simpleResolvers: true,
})
export class PromotionType extends NodeType {
  @Field(() => Int, { description: 'The number of the release, from 1.' })
  release: number;

  @Field(() => CommitId, { description: 'What came in force.' })
  commit: string;

  @Field(() => CommitId, { nullable: true, description: 'What was in force before; null for the first.' })
  previous: string | null;

  @Field(() => PromotionKindEnum, { description: 'How it came in force.' })
  kind: keyof typeof PromotionKindEnum;

  @Field(() => DateTime, { description: 'When.' })
  promotedAt: Date;

  @Field(() => String, { nullable: true, description: 'Why, as whoever did it wrote.' })
  reason: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When an emergency is rolled back unless it is signed as usual before; null of all others.',
  })
  expiresAt: Date | null;
}

/** Pages of promotions. */
export const PromotionConnectionType = connectionType('Promotion', 'promotions', () => PromotionType);
