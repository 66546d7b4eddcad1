import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../scalars/date-time.js';

/** What notes are written at. */
export const NoteSubjectEnum = {
  LEAD_ASSIGNED: 'LEAD_ASSIGNED',
  CLOCK_PAUSED: 'CLOCK_PAUSED',
  SUGGESTION_DECLINED: 'SUGGESTION_DECLINED',
  FACTS_RETRACTED: 'FACTS_RETRACTED',
} as const;

registerEnumType(NoteSubjectEnum, {
  name: 'NoteSubject',
  description: 'What a note was written at.',
  valuesConfig: {
    LEAD_ASSIGNED: { description: 'The lead was given to somebody, by `assignLeads`.' },
    CLOCK_PAUSED: { description: 'A clock was paused; `subject` is its id.' },
    SUGGESTION_DECLINED: { description: 'A suggested move was declined.' },
    FACTS_RETRACTED: { description: 'Facts of it or of its account were retracted, by `retractActivities`.' },
  },
});

/** A note of a lead; `author` is resolved. */
@ObjectType('LeadNote', {
  description: 'What somebody wrote about a lead. Notes of stage moves and handoffs stand with those.',
  simpleResolvers: true,
})
export class LeadNoteType {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field(() => NoteSubjectEnum, { description: 'What it was written at.' })
  about: keyof typeof NoteSubjectEnum;

  @Field(() => ID, { description: 'Id of the lead or the clock it was written at.' })
  subject: string;

  @Field(() => String, { description: 'The words.' })
  text: string;

  @Field(() => DateTime, { description: 'When.' })
  at: Date;
}
