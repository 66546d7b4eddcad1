import type { TypePermissions } from './access.js';

const event = 'id cursor occurredAt recordedAt historical lead actor';

/** Who may see proposals and what was said of them: whoever may see the definitions. Ids are for all, so that `node { id }` is. */
export const pullPermissions: Readonly<Record<string, TypePermissions>> = {
  PullRequest: {
    read: 'id',
    definitions:
      'number title body state author contributors branch base head level effect diff files checks impact reviews comments signOffs mergeBlockers conflicts overlaps url externalUrl createdAt updatedAt mergedAt mergeCommit promotion',
  },
  PullRequestConnection: { definitions: 'edges nodes pageInfo totalCount' },
  PullRequestEdge: { definitions: 'cursor node' },
  PullRequestPayload: { people: 'userErrors pullRequest promotion' },
  PullRequestEvent: { read: event, definitions: 'pullRequest what' },
  Review: { read: 'id', definitions: 'author team verdict body head effect impact stale withdrawnAt submittedAt' },
  Comment: { read: 'id', definitions: 'author body path pointer createdAt' },
  Agreement: { definitions: 'commit markdown signedOffBy since' },
  SignOff: { definitions: 'team required given satisfied by because' },
  FileChange: { definitions: 'path before after' },
  MergeConflict: { definitions: 'path pointer base ours theirs summary' },
  DefinitionDiff: { definitions: 'changes markdown patch' },
  DefinitionChange: { definitions: 'path pointer kind level before after summary' },
};
