import { compileMappedValue, type ReaderContext, type RowValues, type ValueReader } from './compile-mapped-value.js';
import type { MappedActivity, MappedFile, MappedStage, MappedValue, Mapping, RowCondition } from './mapping.js';

/** Readers by the name of what they read. */
export type NamedReaders = { [name: string]: ValueReader };
/** What `mapRow` reads from the rows of one file. */
export type MappedParts = ReturnType<typeof compileMappedParts>;

/** Compiles every value one file of a mapping reads from a row. */
export function compileMappedParts(mapping: Mapping, file: MappedFile, context: ReaderContext) {
  const text = (value: MappedValue | undefined) =>
    value === undefined ? undefined : compileMappedValue(value, context);
  const instant = (value: MappedValue | undefined) =>
    value === undefined ? undefined : compileMappedValue(value, context, 'dateTime');
  const number = (value: MappedValue | undefined) =>
    value === undefined ? undefined : compileMappedValue(value, context, 'number');
  const texts = (values: { [name: string]: MappedValue } | undefined): NamedReaders | undefined =>
    values &&
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, compileMappedValue(value, context)]));
  const dated = (part: MappedActivity | MappedStage) => ({
    taken: compileCondition(part.when, context),
    ownAt: part.at !== undefined,
    at: instant(part.at ?? file.at),
    sequence: number(part.sequence ?? file.sequence),
  });
  const saysLead = file.fields || file.externalIds || file.attributes || file.account;
  return {
    system: mapping.system,
    source: mapping.source ?? mapping.key,
    taken: compileCondition(file.when, context),
    externalId: text(file.lead.externalId),
    email: text(file.lead.email),
    anonymousId: text(file.lead.anonymousId),
    at: instant(file.at),
    sequence: number(file.sequence),
    writesLead: Boolean(saysLead) || !(file.activities?.length || file.stages?.length),
    fields: texts(file.fields as { [name: string]: MappedValue } | undefined),
    externalIds: file.externalIds?.map(({ system, value }) => ({ system, value: compileMappedValue(value, context) })),
    attributes: texts(file.attributes),
    account: file.account && {
      domain: text(file.account.domain),
      name: text(file.account.name),
      attributes: texts(file.account.attributes),
    },
    activities: (file.activities ?? []).map((part) => ({
      ...dated(part),
      type: compileMappedValue(part.type, context),
      messageId: text(part.messageId),
      properties: texts(part.properties),
    })),
    stages: (file.stages ?? []).map((part) => ({
      ...dated(part),
      to: compileMappedValue(part.to, context),
      reason: text(part.reason),
      note: text(part.note),
      attributes: texts(part.attributes),
    })),
  };
}

function compileCondition(when: RowCondition | undefined, context: ReaderContext): (row: RowValues) => boolean {
  const tests = Object.entries(when ?? {}).map(([name, texts]) => ({
    at: context.column(name),
    texts: new Set(texts),
  }));
  return (row) => tests.every(({ at, texts }) => texts.has((row[at] ?? '').trim()));
}
