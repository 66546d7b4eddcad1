import type { Json, JsonObject } from '../scoring/facts.js';

/**
 * Where a value comes from: the name of a column; or one `column`, `template` ('{case}-{seq}') or constant `value`, with
 * what is done to it, in this order: trimmed, blank taken out, looked up in `map`, read `as`.
 */
export type MappedValue = string | MappedExpression;

/** A value made from a row: of a column, of a template with columns in it, or the same for all. */
export interface MappedExpression {
  column?: string;
  template?: string;
  value?: Json;
  /** Texts as the file has them → what they mean; null is blank. */
  map?: { [text: string]: Json };
  /** What a text that `map` does not name is: kept (default), blank, or a problem of the row. */
  otherwise?: 'keep' | 'blank' | 'refuse';
  /** `text` is the default; ids stay texts however they look. */
  as?: 'text' | 'number' | 'boolean' | 'date' | 'dateTime' | 'textList';
  /** Of dates, in tokens as `dd.MM.yyyy HH:mm`; absent: RFC 3339, or that without a zone or with a space. */
  format?: string;
  /** IANA zone of dates that carry none; absent: the mapping's. */
  zone?: string;
  /** Of a `textList`; `,` when absent. */
  separator?: string;
  /** Decimal sign of a `number`; `.` when absent. */
  decimal?: '.' | ',';
  /** A blank is a problem of the row. */
  required?: boolean;
}

/** Column → the texts of it that a row must have one of. */
export interface RowCondition {
  [column: string]: string[];
}

/** How the rows name a lead: exactly one of these. */
export interface MappedLead {
  externalId?: MappedValue;
  email?: MappedValue;
  anonymousId?: MappedValue;
}

/** A lead's own fields. */
export interface MappedFields {
  email?: MappedValue;
  name?: MappedValue;
  source?: MappedValue;
  channel?: MappedValue;
  segment?: MappedValue;
  /** Id or e-mail address of a user of the platform. */
  owner?: MappedValue;
}

/** The account a row speaks of, known by its domain. */
export interface MappedAccount {
  domain?: MappedValue;
  name?: MappedValue;
  attributes?: { [path: string]: MappedValue };
}

/** An activity a row tells of. */
export interface MappedActivity {
  type: MappedValue;
  at?: MappedValue;
  when?: RowCondition;
  sequence?: MappedValue;
  /** Absent: a digest of what the row says, so that the same row is the same activity. */
  messageId?: MappedValue;
  properties?: { [name: string]: MappedValue };
}

/** A dated move a row tells of. */
export interface MappedStage {
  to: MappedValue;
  at?: MappedValue;
  when?: RowCondition;
  sequence?: MappedValue;
  reason?: MappedValue;
  note?: MappedValue;
  attributes?: { [path: string]: MappedValue };
}

/** One CSV file; its rows say something about leads. Files are imported one after the other, in the order written. */
export interface MappedFile {
  key: string;
  /** Name inside the folder given; a `.gz` of that name is taken too. */
  file: string;
  delimiter?: string;
  encoding?: 'utf8' | 'latin1' | 'utf16le';
  /** Key of an earlier file: a row whose lead is not in that one is a bad row. */
  joins?: string;
  /** Rows that have none of these texts are passed over. */
  when?: RowCondition;
  lead: MappedLead;
  /** When it happened: of fields and attributes, and of activities and stages that do not say. Absent: now. */
  at?: MappedValue;
  sequence?: MappedValue;
  fields?: MappedFields;
  externalIds?: { system: string; value: MappedValue }[];
  attributes?: { [path: string]: MappedValue };
  account?: MappedAccount;
  activities?: MappedActivity[];
  stages?: MappedStage[];
}

/** `mappings/*.json`: how the rows of CSV files become leads, activities and dated stage moves. */
export interface Mapping {
  language: 1;
  key: string;
  label?: string;
  description?: string;
  /** System of the external ids the rows carry. */
  system: string;
  /** Source of the facts; the mapping's key when absent. */
  source?: string;
  /** Recorded as the past it is (default), or judged as if it happened now. */
  historical?: boolean;
  timeZone?: string;
  /** Texts that say nothing, beside the empty one, in every column. */
  blank?: string[];
  files: MappedFile[];
}

/** How a mapped row names its lead. */
export type LeadReference =
  | { externalId: { system: string; value: string } }
  | { email: string }
  | { anonymousId: string };

/** What a row says about its lead: `UpsertLeadInput` without the key, `owner` still as the file has it. */
export interface MappedLeadRecord {
  lead: LeadReference;
  email?: string;
  name?: string;
  source?: string;
  channel?: string;
  segment?: string;
  owner?: string;
  account?: { domain?: string; name?: string; attributes?: JsonObject };
  externalIds?: { system: string; value: string }[];
  attributes?: JsonObject;
  occurredAt?: string;
  sequence?: number;
}

/** An activity read from a row. */
export interface MappedActivityRecord {
  lead: LeadReference;
  type: string;
  /** Absent: the row is not dated. */
  occurredAt?: string;
  messageId?: string;
  source: string;
  sequence?: number;
  properties: JsonObject;
}

/** A move read from a row. */
export interface MappedMoveRecord {
  lead: LeadReference;
  to: string;
  occurredAt?: string;
  sequence?: number;
  reason?: string;
  note?: string;
  attributes?: JsonObject;
}

/** What one row says, or why it cannot be taken. A row with problems says nothing. */
export interface MappedRow {
  /** The lead's identity as one text, for keeping its records in order; empty when the row has none. */
  leadKey: string;
  lead?: MappedLeadRecord;
  activities: MappedActivityRecord[];
  moves: MappedMoveRecord[];
  problems: string[];
}
