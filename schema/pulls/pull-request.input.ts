import { Field, ID, InputType, Int } from 'type-graphql';
import type { TeamKey } from '../../core/definitions/tree.js';
import type {
  CommentInput,
  MergePullRequestInput,
  OpenPullRequestInput,
  ReviewPullRequestInput,
  UpdatePullRequestInput,
} from '../../server/pulls/inputs.js';
import { FileInputType } from '../definitions/file.input.js';
import { TeamEnum } from '../people/team.enum.js';
import { CommitId } from '../scalars/commit-id.js';
import { VerdictEnum } from './review.type.js';

const WHICH = 'The number of the pull request.';

/** Input of `openPullRequest`. */
@InputType('OpenPullRequestInput', { description: 'A change to be proposed.' })
export class OpenPullRequestInputType implements OpenPullRequestInput {
  @Field(() => String, { description: 'What it changes, in one line of at most 200 characters.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'Why, in words.' })
  body?: string | null;

  @Field(() => [FileInputType], { description: 'The files that change, each with its whole text, laid over main.' })
  files: FileInputType[];

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'True: not to be merged yet.' })
  draft?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Makes a repeat within 7 days do nothing and answer the same.' })
  idempotencyKey?: string | null;
}

/** Input of `updatePullRequest`. */
@InputType('UpdatePullRequestInput', { description: 'What shall change of a pull request; what is left out stays.' })
export class UpdatePullRequestInputType implements UpdatePullRequestInput {
  @Field(() => Int, { description: WHICH })
  number: number;

  @Field(() => String, { nullable: true, description: 'Another title.' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'Another body.' })
  body?: string | null;

  @Field(() => [FileInputType], {
    nullable: true,
    description:
      'Files to be committed on its branch. Given all files in conflict, the commit takes main in and these texts decide.',
  })
  files?: FileInputType[] | null;

  @Field(() => CommitId, {
    nullable: true,
    description: 'The head you have seen; STALE_VERSION where it is another by now.',
  })
  expectedHead?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True: not to be merged yet.' })
  draft?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'True gives it up, false opens it again.' })
  close?: boolean | null;
}

/** Input of `reviewPullRequest`. */
@InputType('ReviewPullRequestInput', { description: 'What you say of a change.' })
export class ReviewPullRequestInputType implements ReviewPullRequestInput {
  @Field(() => Int, { description: WHICH })
  number: number;

  @Field(() => VerdictEnum, { description: 'What you say.' })
  verdict: keyof typeof VerdictEnum;

  @Field(() => TeamEnum, { nullable: true, description: 'For which of your teams; left out: whichever needs it.' })
  team?: TeamKey | null;

  @Field(() => String, { nullable: true, description: 'In words.' })
  body?: string | null;

  @Field(() => String, {
    description: 'The `effect` you have seen; STALE_VERSION where merging would change something else by now.',
  })
  expectedEffect: string;

  @Field(() => ID, { nullable: true, description: 'The report of what it would do that you saw: `impact.id`.' })
  impactId?: string | null;
}

/** Input of `commentOnPullRequest`. */
@InputType('CommentInput', { description: 'A word about a pull request.' })
export class CommentInputType implements CommentInput {
  @Field(() => Int, { description: WHICH })
  number: number;

  @Field(() => String, { description: 'The words.' })
  body: string;

  @Field(() => String, { nullable: true, description: 'The file it is about.' })
  path?: string | null;

  @Field(() => String, { nullable: true, description: 'JSON pointer to the place in that file.' })
  pointer?: string | null;
}

/** Input of `mergePullRequest`. */
@InputType('MergePullRequestInput', { description: 'What shall be merged.' })
export class MergePullRequestInputType implements MergePullRequestInput {
  @Field(() => Int, { description: WHICH })
  number: number;

  @Field(() => String, { description: 'The `effect` you have seen; STALE_VERSION where it is another by now.' })
  expectedEffect: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'Whether it comes in force at once; false: it is merged only.',
  })
  promote?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The number of leads it moves, as the refusal said; needed where these are many.',
  })
  confirmMoves?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Before everybody signed: two people of two teams agree, a reason is given, and it ends after 72 h unless it is signed as usual by then.',
  })
  emergency?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Why; an emergency needs it.' })
  reason?: string | null;
}
