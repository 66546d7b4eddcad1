import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { decideSignOffs } from '../../core/definitions/sign-offs/decide-sign-offs.js';
import { readClock } from '../../server/db/read-clock.js';
import { CallerError } from '../../server/errors.js';
import { readFlaggedShare } from '../../server/metrics/read-flagged-share.js';
import { checkMerging } from '../../server/pulls/checks/check-merging.js';
import { noteOf } from '../../server/pulls/checks/check-result.js';
import { listForgeProblems } from '../../server/pulls/forges/forge-main-row.js';
import { layOver } from '../../server/pulls/lay-over.js';
import { describeChange } from '../../server/pulls/merging.js';
import { findHold, type HoldRow } from '../../server/releases/find-hold.js';
import type { Release } from '../../server/releases/release.js';
import { listInstances } from '../../server/releases/report-instance.js';
import { findActor } from '../batch/find-actor.js';
import type { Context } from '../context.js';
import { ActorType } from '../nodes/actor.type.js';
import { SYSTEM } from '../people/system.type.js';
import { diffView } from '../pulls/diff-view.js';
import { CommitId } from '../scalars/commit-id.js';
import { AnnotationType, DefinitionCheckType } from './check.type.js';
import { DefinitionStatusType } from './definition-status.type.js';
import { FileInputType } from './file.input.js';
import { findFiles } from './find-files.js';
import { flaggedShareView } from './flagged-share-view.js';
import { forgeProblemView } from './forge-problem-view.js';
import { HoldType, InstanceStatusType } from './hold.type.js';
import { readStatus } from './read-status.js';

/** The definitions as files. */
@Resolver()
export class DefinitionsResolver {
  @Query(() => DefinitionStatusType, { description: 'What is in force, and how it lies to what was merged.' })
  definitions(@Ctx() context: Context): Promise<DefinitionStatusType> {
    return readStatus(context);
  }

  @Query(() => [String], {
    description: 'Paths of the files of a commit, in order. BAD_USER_INPUT: there is no such commit.',
  })
  async definitionFiles(
    @Arg('commit', () => CommitId, { nullable: true, description: 'Of this commit; left out: the live one.' })
    commit: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<string[]> {
    return Object.keys(await filesOf(context, commit)).sort();
  }

  @Query(() => String, {
    nullable: true,
    description: 'The text of a file; null where the commit or the file is not there.',
  })
  async definitionFile(
    @Arg('path', () => String, { description: 'Its path: `lifecycle.json`.' }) path: string,
    @Arg('commit', () => CommitId, { nullable: true, description: 'Of this commit; left out: the live one.' })
    commit: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<string | null> {
    const files = await findFiles(context, commit);
    return files && Object.hasOwn(files, path) ? (files[path] ?? null) : null;
  }

  @Query(() => DefinitionCheckType, {
    description:
      'What a pull request with these files would be told; keeps nothing. BAD_USER_INPUT: there is no such base.',
  })
  async checkDefinitions(
    @Arg('files', () => [FileInputType], { description: 'The files changed.' }) files: FileInputType[],
    @Arg('base', () => CommitId, { nullable: true, description: 'What they are laid over; left out: the live commit.' })
    base: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<DefinitionCheckType> {
    const under = await filesOf(context, base);
    const laid = layOver(under, files);
    const merging = describeChange(base ?? context.releases.live().commit, under, laid);
    const checks = await checkMerging(context.pulls, context.db, merging);
    const { signOffs } = decideSignOffs({
      ...{ base: under, author: context.principal.actor, contributors: [], reviews: [], people: [] },
      ...{ changes: [...merging.changes], level: merging.level, effect: merging.effect },
    });
    return { checks, diff: diffView(merging), signOffs };
  }
}

/** What is known against the live definitions. */
@Resolver(() => DefinitionStatusType)
export class DefinitionStatusResolver {
  @FieldResolver(() => [AnnotationType], {
    description:
      'Warnings about the live definitions, about what they did (too many or too few leads flagged), and about a followed repository whose main is not in force.',
  })
  async findings(@Ctx() context: Context): Promise<AnnotationType[]> {
    const { db, releases } = context;
    const live = releases.live();
    const known = await judgeOnce(context, live);
    const astray = (await listForgeProblems(db)).map(forgeProblemView);
    return [...known, ...flaggedShareView(await readFlaggedShare(db, live)), ...astray];
  }

  @FieldResolver(() => HoldType, { nullable: true, description: 'What holds promotion; null: nothing does.' })
  hold(@Ctx() { db }: Context): Promise<HoldType | null> {
    return findHold(db);
  }

  @FieldResolver(() => [InstanceStatusType], {
    description: 'The processes of this installation and what each goes by: within two seconds what is in force.',
  })
  async instances(@Ctx() { db }: Context): Promise<InstanceStatusType[]> {
    return (await listInstances(db)).map(({ id, ...status }) => ({ instance: id, ...status }));
  }
}

/** Who set a hold. */
@Resolver(() => HoldType)
export class HoldResolver {
  @FieldResolver(() => ActorType, { description: 'Who rolled back; the platform where an emergency ended.' })
  async by(@Root() hold: HoldRow, @Ctx() { loaders }: Context): Promise<ActorType> {
    return (await findActor(loaders, hold.heldBy)) ?? SYSTEM;
  }
}

/** Judging a tree replays its example leads: once a release and day (models get past their review) is enough for all who ask. */
const judged = new WeakMap<Release, { today: string; notes: Promise<AnnotationType[]> }>();

async function judgeOnce({ db, judgeTree }: Context, release: Release): Promise<AnnotationType[]> {
  const today = (await readClock(db)).toISOString().slice(0, 10);
  const known = judged.get(release);
  if (known?.today === today) return known.notes;
  const notes = judgeTree(release.files, { today }).then((problems) => problems.map(noteOf));
  judged.set(release, { today, notes });
  notes.catch(() => judged.delete(release));
  return notes;
}

async function filesOf(context: Context, commit: string | null | undefined): Promise<Readonly<Record<string, string>>> {
  const files = await findFiles(context, commit);
  if (!files) throw new CallerError('BAD_USER_INPUT', `There is no commit ${commit}.`);
  return files;
}
