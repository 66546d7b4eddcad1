import { registerEnumType } from 'type-graphql';

/** Codes of expected problems. */
export const UserErrorCodeEnum = {
  REQUIRED: 'REQUIRED',
  INVALID: 'INVALID',
  NOT_FOUND: 'NOT_FOUND',
  ALREADY_EXISTS: 'ALREADY_EXISTS',
  CONFLICT: 'CONFLICT',
  STALE_VERSION: 'STALE_VERSION',
  IDEMPOTENCY_CONFLICT: 'IDEMPOTENCY_CONFLICT',
  MOVE_NOT_ALLOWED: 'MOVE_NOT_ALLOWED',
  HANDOFF_CLOSED: 'HANDOFF_CLOSED',
  SIGN_OFF_MISSING: 'SIGN_OFF_MISSING',
  CHECK_FAILING: 'CHECK_FAILING',
  DEFINITION_INVALID: 'DEFINITION_INVALID',
  NOT_MERGEABLE: 'NOT_MERGEABLE',
  HELD: 'HELD',
  FORBIDDEN: 'FORBIDDEN',
  LIMIT_EXCEEDED: 'LIMIT_EXCEEDED',
} as const;

registerEnumType(UserErrorCodeEnum, {
  name: 'UserErrorCode',
  description: 'Why a mutation did not do (all of) what was asked.',
  valuesConfig: {
    REQUIRED: {
      description: 'Something is missing; `field` is the missing thing, such as `["attributes","nextStep"]`.',
    },
    INVALID: { description: 'A value is not allowed; the message says which are.' },
    NOT_FOUND: { description: 'There is no such thing, or the caller may not see it.' },
    ALREADY_EXISTS: { description: 'The name or address is taken.' },
    CONFLICT: { description: 'It contradicts what is there, such as an identity that belongs to another lead.' },
    STALE_VERSION: { description: 'It has changed since it was read: read it again and decide again.' },
    IDEMPOTENCY_CONFLICT: { description: 'The idempotency key was used before with another input.' },
    MOVE_NOT_ALLOWED: { description: 'The lifecycle has no such move for this actor, or the lead is cooling down.' },
    HANDOFF_CLOSED: { description: 'The handoff was decided before.' },
    SIGN_OFF_MISSING: { description: 'A team that must sign has not signed this effect.' },
    CHECK_FAILING: { description: 'A check of the pull request fails or is still pending.' },
    DEFINITION_INVALID: { description: 'The definitions have errors.' },
    NOT_MERGEABLE: { description: 'Two changes contradict each other; a new commit must resolve it.' },
    HELD: { description: 'Promotion is on hold since a roll-back.' },
    FORBIDDEN: { description: 'A rule of the domain forbids it, such as signing a change of one’s own.' },
    LIMIT_EXCEEDED: { description: 'More than is allowed in one request.' },
  },
});
