import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { TeamKey } from '../../core/definitions/tree.js';
import type { JsonObject } from '../../core/scoring/facts.js';
import { DefinitionVersionType } from '../lifecycle/definition-version.type.js';
import { TeamEnum } from '../people/team.enum.js';
import { CalendarDate } from '../scalars/calendar-date.js';
import { Duration } from '../scalars/duration.js';
import { JsonObjectScalar } from '../scalars/json-object.js';

/** How a clock counts; kept as slas.json writes them. */
export const SlaClockKindEnum = { ELAPSED: 'elapsed', BUSINESS: 'business', BUSINESS_DAY: 'businessDay' } as const;

registerEnumType(SlaClockKindEnum, {
  name: 'SlaClockKind',
  description: 'How a clock counts its time.',
  valuesConfig: {
    ELAPSED: { description: 'All time.' },
    BUSINESS: { description: 'Working time of the calendar.' },
    BUSINESS_DAY: { description: 'Whole working days of the calendar.' },
  },
});

/** A promise one side made to the other. */
@ObjectType('SlaPolicy', { description: 'Who owes what to the other side, by when.', simpleResolvers: true })
export class SlaPolicyType {
  @Field(() => String, { description: 'Its name for programs.' })
  key: string;

  @Field(() => String, { description: 'Its name for people.' })
  label: string;

  @Field(() => TeamEnum, { description: 'The side that owes it.' })
  owedBy: TeamKey;

  @Field(() => String, { description: 'What starts its clock, in words.' })
  startsOn: string;

  @Field(() => [String], { description: 'What pauses it, in words; any of these.' })
  pausesOn: string[];

  @Field(() => [String], { description: 'What it is owed, in words: any of these stops the clock.' })
  stopsOn: string[];

  @Field(() => Duration, { description: 'By when, counted from the start.' })
  within: string;

  @Field(() => SlaClockKindEnum, { description: 'How that is counted.' })
  clock: 'elapsed' | 'business' | 'businessDay';

  @Field(() => String, { nullable: true, description: 'Key of the calendar it is counted in; null: none is needed.' })
  calendar: string | null;

  @Field(() => [String], { description: 'When its owner is warned, in words.' })
  warnAt: string[];

  @Field(() => DefinitionVersionType, { description: 'The release it is shown as of.' })
  definition: DefinitionVersionType;
}

/** Working hours. */
@ObjectType('BusinessCalendar', { description: 'Working hours and holidays, in one time zone.', simpleResolvers: true })
export class BusinessCalendarType {
  @Field(() => String, { description: 'Its name for programs.' })
  key: string;

  @Field(() => String, { description: 'IANA name of its zone.' })
  timeZone: string;

  @Field(() => JsonObjectScalar, {
    description: 'By weekday the stretches of working time: `{"monday": [["09:00", "17:00"]]}`.',
  })
  week: JsonObject;

  @Field(() => [CalendarDate], { description: 'Days without working time.' })
  holidays: string[];
}
