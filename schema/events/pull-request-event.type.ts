import { ObjectType, registerEnumType } from 'type-graphql';
import { NodeType } from '../nodes/node.type.js';
import { EventType } from './event.type.js';

/** What can happen to a pull request. */
export const PullRequestChangeEnum = {
  OPENED: 'OPENED',
  UPDATED: 'UPDATED',
  CHECKED: 'CHECKED',
  REVIEWED: 'REVIEWED',
  COMMENTED: 'COMMENTED',
  MERGED: 'MERGED',
  CLOSED: 'CLOSED',
  REOPENED: 'REOPENED',
} as const;

registerEnumType(PullRequestChangeEnum, {
  name: 'PullRequestChange',
  description: 'What happened to a pull request.',
  valuesConfig: {
    OPENED: { description: 'It was proposed.' },
    UPDATED: { description: 'Its files or words changed.' },
    CHECKED: { description: 'All its checks have run, on a new head or with another outcome.' },
    REVIEWED: { description: 'Somebody reviewed it, or took a review back.' },
    COMMENTED: { description: 'Somebody said a word.' },
    MERGED: { description: 'It became part of main.' },
    CLOSED: { description: 'It was given up.' },
    REOPENED: { description: 'It was taken up again.' },
  },
});

/** Something that happened to a pull request; both its parts are resolved. */
@ObjectType('PullRequestEvent', {
  description: 'A pull request was opened, pushed to, checked, reviewed, merged or closed.',
  implements: [NodeType, EventType],
  simpleResolvers: true,
})
export class PullRequestEventType extends EventType {}
