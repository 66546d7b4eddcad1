import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DefinitionVersionType } from '../lifecycle/definition-version.type.js';
import { CommitId } from '../scalars/commit-id.js';

/** How live and main lie to each other. */
export const DriftStateEnum = {
  IN_SYNC: 'IN_SYNC',
  AHEAD: 'AHEAD',
  HELD: 'HELD',
  UNATTESTED: 'UNATTESTED',
  UNKNOWN: 'UNKNOWN',
} as const;

registerEnumType(DriftStateEnum, {
  name: 'DriftState',
  description: 'How what is in force lies to what was merged.',
  valuesConfig: {
    IN_SYNC: { description: 'What was merged is in force.' },
    AHEAD: { description: 'Something was merged that is not in force yet.' },
    HELD: { description: 'A roll-back holds promotion.' },
    UNATTESTED: { description: 'The followed repository has a commit that nobody signed.' },
    UNKNOWN: { description: 'The followed repository cannot be reached.' },
  },
});

/** What is in force, and how it lies to main; `findings` are resolved. */
@ObjectType('DefinitionStatus', {
  description: 'What is in force, and how it lies to what was merged.',
  simpleResolvers: true,
})
export class DefinitionStatusType {
  @Field(() => DefinitionVersionType, { description: 'The release in force.' })
  live: DefinitionVersionType;

  @Field(() => CommitId, { description: 'The newest merged commit.' })
  main: string;

  @Field(() => DriftStateEnum, { description: 'How both lie to each other.' })
  drift: keyof typeof DriftStateEnum;
}
