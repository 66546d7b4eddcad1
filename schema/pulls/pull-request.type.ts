import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { NodeType } from '../nodes/node.type.js';
import { connectionType } from '../paging/connection-type.js';
import { CommitId } from '../scalars/commit-id.js';
import { DateTime } from '../scalars/date-time.js';

/** States of pull requests. */
export const PullRequestStateEnum = { DRAFT: 'DRAFT', OPEN: 'OPEN', MERGED: 'MERGED', CLOSED: 'CLOSED' } as const;

registerEnumType(PullRequestStateEnum, {
  name: 'PullRequestState',
  description: 'How a pull request stands.',
  valuesConfig: {
    DRAFT: { description: 'Not to be merged yet.' },
    OPEN: { description: 'To be signed and merged.' },
    MERGED: { description: 'Part of main.' },
    CLOSED: { description: 'Given up; it can be opened again.' },
  },
});

/** A proposal to change the definitions; what merging it means is resolved. */
@ObjectType('PullRequest', {
  description: 'A proposal to change the definitions, to be checked, signed and merged.',
  implements: NodeType,
  simpleResolvers: true,
})
export class PullRequestType extends NodeType {
  @Field(() => Int, { description: 'Its number, from 1.' })
  number: number;

  @Field(() => String, { description: 'What it changes, in a line.' })
  title: string;

  @Field(() => String, { description: 'Why, in words; may be empty.' })
  body: string;

  @Field(() => PullRequestStateEnum, { description: 'How it stands.' })
  state: keyof typeof PullRequestStateEnum;

  @Field(() => String, { description: 'Its branch: `proposals/NAME`.' })
  branch: string;

  @Field(() => CommitId, { description: 'The newest commit of main that it contains.' })
  base: string;

  @Field(() => CommitId, { description: 'Its newest commit.' })
  head: string;

  @Field(() => DateTime, { description: 'When it was opened.' })
  createdAt: Date;

  @Field(() => DateTime, { description: 'When anything last happened to it.' })
  updatedAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was merged.' })
  mergedAt: Date | null;

  @Field(() => CommitId, { nullable: true, description: 'The commit of main it became.' })
  mergeCommit: string | null;
}

/** Pages of pull requests. */
export const PullRequestConnectionType = connectionType('PullRequest', 'pull requests', () => PullRequestType);
