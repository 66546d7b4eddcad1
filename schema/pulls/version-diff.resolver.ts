import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { ModelVersion } from '../../server/entities/model-version.entity.js';
import { CallerError } from '../../server/errors.js';
import { describeChange } from '../../server/pulls/merging.js';
import { findVersionBefore } from '../../server/releases/find-version-before.js';
import type { Context } from '../context.js';
import { ModelVersionType } from '../definitions/model-version.type.js';
import { DefinitionDiffType } from './definition-diff.type.js';
import { diffView } from './diff-view.js';

/** What a version of a model changed. */
@Resolver(() => ModelVersionType)
export class VersionDiffResolver {
  @FieldResolver(() => DefinitionDiffType, {
    description: 'What differs from another version of the model. BAD_USER_INPUT: `base` is no version of this model.',
  })
  async diff(
    @Root() version: ModelVersion,
    @Arg('base', () => ID, {
      nullable: true,
      description: 'The other version; left out: the one before (of the first one: all of it).',
    })
    base: string | null | undefined,
    @Ctx() { db, pulls, loaders }: Context,
  ): Promise<DefinitionDiffType> {
    const other = base == null ? await findVersionBefore(db, version) : await loaders.modelVersions.load(base);
    if (base != null && other?.key !== version.key) {
      throw new CallerError('BAD_USER_INPUT', `${base} is no version of the model ${version.key}.`);
    }
    const after = await pulls.trees.files(db, version.commit);
    const { [version.path]: _removed, ...before } = after;
    const text = other && (await pulls.trees.files(db, other.commit))[other.path];
    return diffView(describeChange(version.commit, text ? { ...before, [version.path]: text } : before, after));
  }
}
