import { registerEnumType } from 'type-graphql';

/** What accounts can be sorted by. */
export const AccountOrderFieldEnum = {
  TOP_SCORE: 'TOP_SCORE',
  LAST_ACTIVITY_AT: 'LAST_ACTIVITY_AT',
  NAME: 'NAME',
} as const;

registerEnumType(AccountOrderFieldEnum, {
  name: 'AccountOrderField',
  description: 'What accounts are sorted by; those without a value come last.',
  valuesConfig: {
    TOP_SCORE: { description: 'The highest score of their leads, highest first.' },
    LAST_ACTIVITY_AT: { description: 'The newest activity of their leads, newest first.' },
    NAME: { description: 'Their name, or the domain where none is known, from A.' },
  },
});
