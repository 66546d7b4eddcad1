import { formerNames } from '../../core/definitions/former-names.js';
import type { FrameworkDefinition, Lifecycle } from '../../core/definitions/tree.js';
import type { Fact, Instant, Json, QualificationFact } from '../../core/scoring/facts.js';
import { openFrame, readAnswer } from '../../core/scoring/frame.js';
import { buildTimeline } from '../../core/scoring/timeline.js';
import type { Db } from '../db/database.js';

/** How one question of a framework stands for a lead; `answeredBy` is an actor's id. */
export interface CriterionRow {
  key: string;
  label: string;
  status: 'UNKNOWN' | 'CONFIRMED' | 'DENIED';
  value: string | null;
  answeredAt: Date | null;
  answeredBy: string | null;
}

/** The answers of a lead by one framework. */
export interface QualificationRow {
  framework: string;
  criteria: CriterionRow[];
  confirmed: number;
  /** Every question is answered, this way or that. */
  complete: boolean;
}

/**
 * How a lead stands by a framework at an instant, what a pass forgot left out; without a key by the one answered last,
 * else by the first of the lifecycle. Null where the lifecycle has none of this key.
 */
export async function readQualification(
  db: Db,
  lifecycle: Lifecycle,
  facts: readonly Fact[],
  at: Instant,
  key: string | null | undefined,
): Promise<QualificationRow | null> {
  const timeline = buildTimeline(facts);
  const answers = timeline.facts.filter((fact) => fact.kind === 'qualification' && fact.occurredAt <= at);
  const framework = choose(lifecycle, answers as QualificationFact[], key);
  if (!framework) return null;
  const frame = openFrame(timeline, at, 0);
  const names = frameworkNames(lifecycle, framework.key);
  const actors = await findActors(db, answers);
  const criteria = framework.criteria.map((criterion): CriterionRow => {
    const { status, value } = readAnswer(frame, names, criterion.key);
    const answer = (answers as QualificationFact[]).findLast(
      (fact) => names.includes(fact.framework) && fact.criterion === criterion.key,
    );
    const known = status === 'unknown' ? undefined : answer;
    return {
      key: criterion.key,
      label: criterion.label,
      status: status.toUpperCase() as CriterionRow['status'],
      value: textOf(value),
      answeredAt: known ? new Date(known.occurredAt) : null,
      answeredBy: (known && actors.get(nameOf(known))) ?? null,
    };
  });
  return {
    framework: framework.key,
    criteria,
    confirmed: criteria.filter((each) => each.status === 'CONFIRMED').length,
    complete: criteria.every((each) => each.status !== 'UNKNOWN'),
  };
}

/** What a framework is and was called: answers given by any of these names are its answers. */
export function frameworkNames({ frameworks = [], renamed }: Lifecycle, key: string): string[] {
  return [key, ...formerNames(frameworks, renamed?.['frameworks'], key)];
}

function choose(
  lifecycle: Lifecycle,
  answers: readonly QualificationFact[],
  key: string | null | undefined,
): FrameworkDefinition | undefined {
  const { frameworks = [] } = lifecycle;
  if (typeof key === 'string') return frameworks.find((each) => each.key === key);
  const last = answers.at(-1)?.framework ?? '';
  return frameworks.find((each) => frameworkNames(lifecycle, each.key).includes(last)) ?? frameworks[0];
}

function textOf(value: Json | undefined): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function nameOf(fact: { source: string; messageId: string }): string {
  return `${fact.source}\n${fact.messageId}`;
}

async function findActors(db: Db, facts: readonly Fact[]): Promise<Map<string, string>> {
  if (facts.length === 0) return new Map();
  const rows = await db.query<{ source: string; messageId: string; actor: string }>(
    `select f.source, f.message_id as "messageId", f.actor
     from facts f join unnest($1::text[], $2::text[]) as asked (source, message_id) using (source, message_id)`,
    [facts.map((fact) => fact.source), facts.map((fact) => fact.messageId)],
  );
  return new Map(rows.map((row) => [nameOf(row), row.actor]));
}
