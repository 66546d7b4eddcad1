import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { StageCategory, TeamKey } from '../../core/definitions/tree.js';
import { TeamEnum } from '../people/team.enum.js';

/** Categories of stages; kept in lower case, as lifecycle.json writes them. */
export const StageCategoryEnum = { OPEN: 'open', WON: 'won', LOST: 'lost', NURTURE: 'nurture' } as const;

registerEnumType(StageCategoryEnum, {
  name: 'StageCategory',
  description: 'What a stage means for a lead’s pass.',
  valuesConfig: {
    OPEN: { description: 'On the way.' },
    WON: { description: 'The pass ended with a customer.' },
    LOST: { description: 'The pass ended without.' },
    NURTURE: { description: 'Sent back: fits, but not now. A new pass begins from here.' },
  },
});

/** A stage as a release of the definitions has it. */
@ObjectType('Stage', {
  description: 'A stage of the lifecycle. In a past record: as the definitions of that record’s release had it.',
  simpleResolvers: true,
})
export class StageType {
  @Field(() => String, { description: 'Its name for programs: `mql`.' })
  key: string;

  @Field(() => String, { description: 'Its name for people.' })
  label: string;

  @Field(() => Int, { description: 'Position in lifecycle.json, from 0; -1 where these definitions do not have it.' })
  order: number;

  @Field(() => TeamEnum, { nullable: true, description: 'The side that works on leads in it.' })
  owner: TeamKey | null;

  @Field(() => StageCategoryEnum, { description: 'What it means for the pass.' })
  category: StageCategory;

  @Field(() => String, { nullable: true, description: 'What it is about, in words.' })
  description: string | null;

  @Field(() => String, { description: 'When a lead belongs here, in words that both sides agreed to.' })
  entryRule: string;

  @Field(() => Boolean, { description: 'True where the live definitions no longer have it.' })
  retired: boolean;
}
