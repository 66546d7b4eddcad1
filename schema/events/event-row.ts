/** What every event's row has, whatever it tells of. */
export interface EventRow {
  id: string;
  leadId: string | null;
  actor: string;
  occurredAt: Date;
  recordedAt: Date;
  historical: boolean;
  /** Known where the row comes from the log. */
  cursor?: string | null;
  /** Known where the row comes from the log. */
  kind?: string;
}
