import { Field, Float, ID, InputType } from 'type-graphql';
import { DateTime } from '../scalars/date-time.js';

const ALL = 'Members of one filter must all hold.';
const NULL = 'True: only where there is no value. False: only where there is one.';

/** What a text must be. */
@InputType('StringFilter', { description: `What a text must be; compared ignoring case. ${ALL}` })
export class StringFilterType {
  @Field(() => String, { nullable: true, description: 'This text.' })
  eq?: string | null;

  @Field(() => String, { nullable: true, description: 'Any but this text; nothing known counts as other.' })
  neq?: string | null;

  @Field(() => [String], { nullable: true, description: 'One of these.' })
  in?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'None of these; nothing known counts as other.' })
  nin?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Holds this text anywhere.' })
  contains?: string | null;

  @Field(() => String, { nullable: true, description: 'Begins with this text.' })
  startsWith?: string | null;

  @Field(() => Boolean, { nullable: true, description: NULL })
  isNull?: boolean | null;
}

/** What a number must be. */
@InputType('FloatFilter', { description: `What a number must be. ${ALL}` })
export class FloatFilterType {
  @Field(() => Float, { nullable: true, description: 'This number.' })
  eq?: number | null;

  @Field(() => Float, { nullable: true, description: 'More than this.' })
  gt?: number | null;

  @Field(() => Float, { nullable: true, description: 'This or more.' })
  gte?: number | null;

  @Field(() => Float, { nullable: true, description: 'Less than this.' })
  lt?: number | null;

  @Field(() => Float, { nullable: true, description: 'This or less.' })
  lte?: number | null;

  @Field(() => Boolean, { nullable: true, description: NULL })
  isNull?: boolean | null;
}

/** What an instant must be. */
@InputType('DateTimeFilter', { description: `When it must be. ${ALL}` })
export class DateTimeFilterType {
  @Field(() => DateTime, { nullable: true, description: 'After this instant.' })
  gt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'At or after this instant.' })
  gte?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Before this instant.' })
  lt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'At or before this instant.' })
  lte?: Date | null;

  @Field(() => Boolean, { nullable: true, description: NULL })
  isNull?: boolean | null;
}

/** Which node it must be. */
@InputType('IDFilter', { description: `Which node it must be. ${ALL}` })
export class IDFilterType {
  @Field(() => ID, { nullable: true, description: 'This one.' })
  eq?: string | null;

  @Field(() => [ID], { nullable: true, description: 'One of these.' })
  in?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: NULL })
  isNull?: boolean | null;
}
