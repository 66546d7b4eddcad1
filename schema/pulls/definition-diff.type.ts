import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { ChangeKind, ChangeLevel } from '../../core/definitions/diff/definition-change.js';
import type { Json } from '../../core/scoring/facts.js';
import { JsonScalar } from '../scalars/json.js';

/** What happened to a place of a definition. */
export const ChangeKindEnum = { ADDED: 'ADDED', REMOVED: 'REMOVED', CHANGED: 'CHANGED', MOVED: 'MOVED' } as const;

registerEnumType(ChangeKindEnum, {
  name: 'ChangeKind',
  description: 'What happened to a place of a definition.',
  valuesConfig: {
    ADDED: { description: 'It is new.' },
    REMOVED: { description: 'It is gone.' },
    CHANGED: { description: 'It says something else.' },
    MOVED: { description: 'It stands elsewhere, or under another key.' },
  },
});

/** How much a change may do. */
export const ChangeLevelEnum = { SAFE: 'SAFE', DANGEROUS: 'DANGEROUS', BREAKING: 'BREAKING' } as const;

registerEnumType(ChangeLevelEnum, {
  name: 'ChangeLevel',
  description: 'How much a change may do.',
  valuesConfig: {
    SAFE: { description: 'Words, examples, benchmarks, additions that nothing uses: nobody is qualified otherwise.' },
    DANGEROUS: { description: 'It may change who crosses a threshold, moves, is routed or is due.' },
    BREAKING: { description: 'Something that is in use goes away or changes its key, or fewer must sign.' },
  },
});

/** A change of a definition in words. */
@ObjectType('DefinitionChange', { description: 'A change of a definition, in words.', simpleResolvers: true })
export class DefinitionChangeType {
  @Field(() => String, { description: 'The file.' })
  path: string;

  @Field(() => String, {
    description: 'JSON pointer to the place: after the change, or before it where it is removed.',
  })
  pointer: string;

  @Field(() => ChangeKindEnum, { description: 'What happened there.' })
  kind: ChangeKind;

  @Field(() => ChangeLevelEnum, { description: 'How much it may do.' })
  level: ChangeLevel;

  @Field(() => JsonScalar, { nullable: true, description: 'What stood there; null: nothing.' })
  before: Json;

  @Field(() => JsonScalar, { nullable: true, description: 'What stands there now; null: nothing.' })
  after: Json;

  @Field(() => String, { description: 'A sentence: `Threshold mql: total at least 60 → 75`.' })
  summary: string;
}

/** What a change means, for people and for git. */
@ObjectType('DefinitionDiff', {
  description:
    'What a change of definitions means, paired by key: the form of files and the order of members do not count.',
  simpleResolvers: true,
})
export class DefinitionDiffType {
  @Field(() => [DefinitionChangeType], { description: 'Each change; empty where nothing means something else.' })
  changes: readonly DefinitionChangeType[];

  @Field(() => String, { description: 'The same as Markdown.' })
  markdown: string;

  @Field(() => String, { description: 'The files as a unified diff, as `git apply` takes it.' })
  patch: string;
}
