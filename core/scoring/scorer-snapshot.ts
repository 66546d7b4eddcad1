import type { Fact, Instant, Json, JsonObject, QualificationStatus } from './facts.js';
import type { RetentionScope } from './retention.js';

/** Of the way snapshots are written; raise it when what is kept, or how, changes. */
const FORMAT = 2;

/** A snapshot above this many characters costs more to keep than loading the facts. */
const LIMIT = 16_384;

/** Facts as a snapshot: of activities only what the models read, and no ids; null when it would be too big. */
export function writeSnapshot(scope: RetentionScope, facts: readonly Fact[]): string | null {
  if (facts.length > 512) return null;
  const properties = new Set(scope.models.flatMap((model) => [...model.scope.properties]));
  const text = `${headOf(scope)}\n${JSON.stringify(facts.map((fact) => writeFact(properties, fact)))}`;
  return text.length > LIMIT ? null : text;
}

/** Whether a snapshot was taken under these models, by an engine that reads it alike. */
export function fitsSnapshot({ models }: Pick<RetentionScope, 'models'>, snapshot: string): boolean {
  return snapshot.startsWith(`${headOf({ models })}\n`);
}

/** The facts of a snapshot; throws RangeError when it is of other models. */
export function readSnapshot(scope: RetentionScope, snapshot: string): Fact[] {
  if (!fitsSnapshot(scope, snapshot)) {
    const keys = scope.models.map(({ model }) => `'${model.key}'`).join(', ');
    throw new RangeError(`The snapshot was taken under another state of ${keys}: rebuild it from the facts.`);
  }
  return (JSON.parse(snapshot.slice(snapshot.indexOf('\n') + 1)) as Json[][]).map(readFact);
}

function headOf({ models }: Pick<RetentionScope, 'models'>): string {
  return [FORMAT, ...models.map((model) => model.fingerprint)].join(' ');
}

function writeFact(properties: ReadonlySet<string>, fact: Fact): Json[] {
  switch (fact.kind) {
    case 'activity': {
      const read = Object.entries(fact.properties).filter(([name]) => properties.has(name));
      return [fact.occurredAt, 'a', fact.type, Object.fromEntries(read)];
    }
    case 'attribute':
      return [fact.occurredAt, 't', fact.path, fact.value, ...(fact.account ? [fact.account] : [])];
    case 'qualification':
      return [
        fact.occurredAt,
        'q',
        fact.framework,
        fact.criterion,
        fact.status,
        ...(fact.value === undefined ? [] : [fact.value]),
      ];
    case 'pass':
      return [fact.occurredAt, 'p', fact.pass, fact.silentUntil, fact.forgets];
    case 'retraction':
      return [];
  }
}

function readFact(row: Json[]): Fact {
  const [at, kind, one, two, three, four] = row;
  const occurredAt = at as Instant;
  const base = { occurredAt, receivedAt: occurredAt, ordinal: 0, sequence: 0, source: '', messageId: '' };
  switch (kind) {
    case 'a':
      return { ...base, kind: 'activity', type: one as string, properties: two as JsonObject };
    case 't':
      return {
        ...base,
        kind: 'attribute',
        path: one as string,
        value: two ?? null,
        account: (three as string | undefined) ?? null,
      };
    case 'q':
      return {
        ...base,
        kind: 'qualification',
        framework: one as string,
        criterion: two as string,
        status: three as QualificationStatus,
        value: four,
      };
    default:
      return { ...base, kind: 'pass', pass: one as number, silentUntil: two as Instant, forgets: three as string[] };
  }
}
