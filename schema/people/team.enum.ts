import { registerEnumType } from 'type-graphql';

/** The sides of the agreement; kept in lower case, as the definitions write them. */
export const TeamEnum = { MARKETING: 'marketing', SALES: 'sales', REVOPS: 'revops' } as const;

registerEnumType(TeamEnum, {
  name: 'Team',
  description: 'The sides that own stages and sign definitions. Groups of people for routing are pools.',
  valuesConfig: {
    MARKETING: { description: 'Finds leads and makes them interested.' },
    SALES: { description: 'Accepts leads and wins customers.' },
    REVOPS: { description: 'Runs the definitions between both.' },
  },
});
