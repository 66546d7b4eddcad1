import type { CompiledModel } from './compiled-model.js';
import type { Fact, Instant, Json, JsonObject, QualificationStatus } from './facts.js';

/** Plain JSON of what a scorer needs to go on; fits only the fingerprint it was taken under. */
export interface ScorerSnapshot extends JsonObject {
  fingerprint: string;
  at: Instant;
  facts: Json[][];
}

/** A snapshot above this many characters costs more to keep than loading the facts. */
const LIMIT = 16_384;

/** Facts as a snapshot: of activities only what the model reads, and no ids; null when it would be too big. */
export function writeSnapshot(compiled: CompiledModel, facts: readonly Fact[], at: Instant): ScorerSnapshot | null {
  if (facts.length > 512) return null;
  const written = { fingerprint: compiled.fingerprint, at, facts: facts.map((fact) => writeFact(compiled, fact)) };
  return JSON.stringify(written).length > LIMIT ? null : written;
}

/** The facts of a snapshot; throws RangeError when it is of another fingerprint. */
export function readSnapshot(compiled: CompiledModel, snapshot: ScorerSnapshot): { at: Instant; facts: Fact[] } {
  if (snapshot.fingerprint !== compiled.fingerprint) {
    throw new RangeError(
      `The snapshot was taken under another state of the model '${compiled.model.key}': rebuild it from the facts.`,
    );
  }
  return { at: snapshot.at, facts: snapshot.facts.map(readFact) };
}

function writeFact(compiled: CompiledModel, fact: Fact): Json[] {
  switch (fact.kind) {
    case 'activity': {
      const read = Object.entries(fact.properties).filter(([name]) => compiled.scope.properties.has(name));
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
