/** What of a caller a row may be compared with. */
export type CallerValue = 'caller.actor' | 'caller.userId' | 'caller.tokenId';

/** One way to own a row: a field of it, under the name it has in rows, is a value of the caller. */
export interface RowTerm {
  readonly field: string;
  readonly column: string;
  readonly is: CallerValue;
}

/** When a row is the caller's own: when any of its terms holds. What is null equals nothing. */
export type RowRule = readonly RowTerm[];

/** The row rules by type: what `own` in the permission table means for rows of that type. */
export const ROW_RULES = {
  /** The token itself, those of the same person, and those he made. */
  ApiToken: [
    { field: 'id', column: 'id', is: 'caller.tokenId' },
    { field: 'userId', column: 'user_id', is: 'caller.userId' },
    { field: 'createdBy', column: 'created_by', is: 'caller.actor' },
  ],
  /** Made by the same person or machine. */
  Webhook: [{ field: 'createdBy', column: 'created_by', is: 'caller.actor' }],
  /** Of a webhook made by the same person or machine; its rows carry who made the webhook. */
  WebhookDelivery: [{ field: 'createdBy', column: 'created_by', is: 'caller.actor' }],
} as const satisfies Record<string, RowRule>;

/** A type that has a row rule. */
export type OwnedType = keyof typeof ROW_RULES;

/** Whether a type has a row rule. */
export function isOwnedType(type: string): type is OwnedType {
  return Object.hasOwn(ROW_RULES, type);
}
