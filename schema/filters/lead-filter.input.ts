import { Field, InputType, registerEnumType } from 'type-graphql';
import { SlaClockStateEnum } from '../slas/sla-clock.type.js';
import { DateTimeFilterType, FloatFilterType, IDFilterType, StringFilterType } from './value-filters.input.js';

/** What an attribute must be. */
@InputType('AttributeFilter', { description: 'What an attribute must be; all members given must hold.' })
export class AttributeFilterType {
  @Field(() => String, { description: 'Path as activities.json has it: `title`, `account.employees`.' })
  path: string;

  @Field(() => StringFilterType, { nullable: true, description: 'Its text.' })
  string?: StringFilterType | null;

  @Field(() => FloatFilterType, { nullable: true, description: 'Its number; values of other kinds never pass.' })
  number?: FloatFilterType | null;

  @Field(() => DateTimeFilterType, { nullable: true, description: 'Its date; a date is its midnight UTC.' })
  date?: DateTimeFilterType | null;
}

/** Which leads. */
@InputType('LeadFilter', { description: 'Which leads. Members of one filter must all hold.' })
export class LeadFilterType {
  @Field(() => StringFilterType, { nullable: true, description: 'Key of the stage it is in.' })
  stage?: StringFilterType | null;

  @Field(() => FloatFilterType, { nullable: true, description: 'Stored primary score, points.' })
  score?: FloatFilterType | null;

  @Field(() => StringFilterType, { nullable: true, description: 'E-mail.' })
  email?: StringFilterType | null;

  @Field(() => StringFilterType, { nullable: true, description: 'Source of the first touch.' })
  source?: StringFilterType | null;

  @Field(() => StringFilterType, { nullable: true, description: 'Channel of the first touch.' })
  channel?: StringFilterType | null;

  @Field(() => StringFilterType, { nullable: true, description: 'Key of the segment.' })
  segment?: StringFilterType | null;

  @Field(() => IDFilterType, { nullable: true, description: 'Owner.' })
  owner?: IDFilterType | null;

  @Field(() => IDFilterType, { nullable: true, description: 'Account.' })
  account?: IDFilterType | null;

  @Field(() => DateTimeFilterType, { nullable: true, description: 'When it was first known.' })
  createdAt?: DateTimeFilterType | null;

  @Field(() => DateTimeFilterType, { nullable: true, description: 'When it entered its stage.' })
  stageEnteredAt?: DateTimeFilterType | null;

  @Field(() => DateTimeFilterType, { nullable: true, description: 'When it was last active.' })
  lastActivityAt?: DateTimeFilterType | null;

  @Field(() => StringFilterType, { nullable: true, description: 'Key of the model that scores it.' })
  model?: StringFilterType | null;

  @Field(() => AttributeFilterType, { nullable: true, description: 'Any attribute of it or its account.' })
  attribute?: AttributeFilterType | null;

  @Field(() => String, { nullable: true, description: 'Part of its name, e-mail, or its account’s name or domain.' })
  search?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a suggested move waits for a person.' })
  suggested?: boolean | null;

  @Field(() => [SlaClockStateEnum], { nullable: true, description: 'Leads with a clock in one of these states.' })
  slaState?: (keyof typeof SlaClockStateEnum)[] | null;

  @Field(() => [LeadFilterType], { nullable: true, description: 'All of these hold.' })
  and?: LeadFilterType[] | null;

  @Field(() => [LeadFilterType], { nullable: true, description: 'One of these holds.' })
  or?: LeadFilterType[] | null;

  @Field(() => LeadFilterType, { nullable: true, description: 'This does not hold.' })
  not?: LeadFilterType | null;
}

/** What leads are sorted by. */
export const LeadOrderFieldEnum = {
  CREATED_AT: 'CREATED_AT',
  UPDATED_AT: 'UPDATED_AT',
  STAGE_ENTERED_AT: 'STAGE_ENTERED_AT',
  SCORE: 'SCORE',
} as const;

registerEnumType(LeadOrderFieldEnum, {
  name: 'LeadOrderField',
  description: 'What leads are sorted by.',
  valuesConfig: {
    CREATED_AT: { description: 'When they were first known.' },
    UPDATED_AT: { description: 'When they last changed.' },
    STAGE_ENTERED_AT: { description: 'When they entered their stage.' },
    SCORE: { description: 'Their stored primary score.' },
  },
});
