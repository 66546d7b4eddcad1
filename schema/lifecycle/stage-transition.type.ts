import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { EventType } from '../events/event.type.js';
import { NodeType } from '../nodes/node.type.js';
import { connectionType } from '../paging/connection-type.js';

/** In whose name a stage was entered. */
export const TransitionCauseEnum = {
  SCORE: 'SCORE',
  PERSON: 'PERSON',
  INTEGRATION: 'INTEGRATION',
  AGENT: 'AGENT',
  SYSTEM: 'SYSTEM',
  IMPORT: 'IMPORT',
} as const;

registerEnumType(TransitionCauseEnum, {
  name: 'TransitionCause',
  description: 'In whose name a stage was entered.',
  valuesConfig: {
    SCORE: { description: 'A threshold with `moveTo` was crossed.' },
    PERSON: { description: 'A person moved it.' },
    INTEGRATION: { description: 'Another system moved it.' },
    AGENT: { description: 'An agent moved it.' },
    SYSTEM: { description: 'The platform moved it: a first identity, a handoff that expired.' },
    IMPORT: { description: 'An import of the past recorded it.' },
  },
});

/** A stage entered; what it refers to is resolved. */
@ObjectType('StageTransition', {
  description: 'A lead entered a stage.',
  implements: [NodeType, EventType],
  simpleResolvers: true,
})
export class StageTransitionType extends EventType {
  @Field(() => Int, { description: 'The pass it belongs to, from 1.' })
  pass: number;

  @Field(() => TransitionCauseEnum, { description: 'In whose name.' })
  cause: keyof typeof TransitionCauseEnum;

  @Field(() => String, {
    nullable: true,
    description: 'What the mover wrote; null for roles that may not see personal data.',
  })
  note: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Seconds spent in `from`; null for the first stage. Imported history may have negative ones.',
  })
  secondsInFrom: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The primary score at that instant; null where no model applied.',
  })
  score: number | null;

  @Field(() => Boolean, {
    description: 'Whether the lifecycle judged it; false for history that was recorded as it was.',
  })
  judged: boolean;

  @Field(() => [String], { description: 'What the move should have had and did not, where the rule only warns.' })
  outstanding: string[];
}

/** Pages of transitions. */
export const StageTransitionConnectionType = connectionType(
  'StageTransition',
  'stage transitions',
  () => StageTransitionType,
);
