import { registerEnumType } from 'type-graphql';

/** Which way a list is sorted. */
export const SortDirectionEnum = { ASC: 'ASC', DESC: 'DESC' } as const;

registerEnumType(SortDirectionEnum, {
  name: 'SortDirection',
  description: 'Which way a list is sorted.',
  valuesConfig: {
    ASC: { description: 'The smallest or earliest first.' },
    DESC: { description: 'The largest or latest first.' },
  },
});
