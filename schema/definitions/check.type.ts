import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DefinitionDiffType } from '../pulls/definition-diff.type.js';
import { SignOffType } from '../pulls/sign-off.type.js';
import { DateTime } from '../scalars/date-time.js';

/** How bad an annotation is. */
export const AnnotationLevelEnum = { ERROR: 'ERROR', WARNING: 'WARNING', NOTICE: 'NOTICE' } as const;

registerEnumType(AnnotationLevelEnum, {
  name: 'AnnotationLevel',
  description: 'How bad it is.',
  valuesConfig: {
    ERROR: { description: 'Must be mended: nothing with it can be merged.' },
    WARNING: { description: 'Should be mended, or acknowledged in the file.' },
    NOTICE: { description: 'Good to know.' },
  },
});

/** What came of a check. */
export const CheckConclusionEnum = {
  PENDING: 'PENDING',
  SUCCESS: 'SUCCESS',
  WARNING: 'WARNING',
  FAILURE: 'FAILURE',
} as const;

registerEnumType(CheckConclusionEnum, {
  name: 'CheckConclusion',
  description: 'What came of a check.',
  valuesConfig: {
    PENDING: { description: 'It runs still.' },
    SUCCESS: { description: 'Nothing was found.' },
    WARNING: { description: 'Warnings were found.' },
    FAILURE: { description: 'Errors were found.' },
  },
});

/** Something found in a file. */
@ObjectType('Annotation', { description: 'Something found in a file of the definitions.', simpleResolvers: true })
export class AnnotationType {
  @Field(() => String, { description: 'The file.' })
  path: string;

  @Field(() => String, { nullable: true, description: 'JSON pointer to the place in it.' })
  pointer: string | null;

  @Field(() => Int, { nullable: true, description: 'Line of the place, from 1.' })
  line: number | null;

  @Field(() => String, { description: 'A sentence that names the value and what is wrong with it.' })
  message: string;

  @Field(() => AnnotationLevelEnum, { description: 'How bad it is.' })
  level: keyof typeof AnnotationLevelEnum;

  @Field(() => String, { nullable: true, description: 'What to do about it.' })
  hint: string | null;
}

/** A check of definitions. */
@ObjectType('Check', { description: 'A check of definitions, and what it found.', simpleResolvers: true })
export class CheckType {
  @Field(() => String, { description: 'Its name: `schema`, `semantics`, `examples`, `change`, `version` or `form`.' })
  name: string;

  @Field(() => CheckConclusionEnum, { description: 'What came of it.' })
  conclusion: keyof typeof CheckConclusionEnum;

  @Field(() => String, { description: 'What it found, in a sentence.' })
  summary: string;

  @Field(() => [AnnotationType], { description: 'What it found, in order of file and line; at most 1,000.' })
  annotations: AnnotationType[];

  @Field(() => DateTime, { nullable: true, description: 'When it ran; null while it has not.' })
  ranAt: Date | null;
}

/** What a pull request with these files would be told. */
@ObjectType('DefinitionCheck', {
  description: 'What a pull request with these files would be told.',
  simpleResolvers: true,
})
export class DefinitionCheckType {
  @Field(() => [CheckType], { description: 'The checks of its files.' })
  checks: CheckType[];

  @Field(() => DefinitionDiffType, { nullable: true, description: 'What it would change.' })
  diff: DefinitionDiffType | null;

  @Field(() => [SignOffType], { description: 'Who would have to sign it, and why.' })
  signOffs: SignOffType[];
}
