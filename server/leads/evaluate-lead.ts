import { attributeAt } from '../../core/definitions/attribute-at.js';
import { type CompiledTree, compileTree } from '../../core/definitions/compile-tree.js';
import { readTree } from '../../core/definitions/read-tree.js';
import { exampleFacts } from '../../core/definitions/run-example.js';
import { schemaProblems } from '../../core/definitions/schema-problems.js';
import type { Fact, Instant, JsonObject } from '../../core/scoring/facts.js';
import { foldByOccurrence } from '../../core/scoring/fold-by-occurrence.js';
import { buildTimeline } from '../../core/scoring/timeline.js';
import type { Db } from '../db/database.js';
import { readClock } from '../db/read-clock.js';
import { CallerError } from '../errors.js';
import type { Releases } from '../releases/open-releases.js';
import { readLeadRef } from './check/read-lead-ref.js';
import type { LeadRef } from './inputs.js';
import type { LeadIdentity } from './intake/item.js';
import { identityKey, loadDirectory } from './intake/load-directory.js';
import { type LeadTimeline, loadTimelines } from './load-timeline.js';
import type { ScoreReport } from './score.js';
import { scoreReport } from './score-report.js';

/** What is to be evaluated: a stored lead or none, further facts, a model of the live tree with `files` laid over it. */
export interface EvaluateRequest {
  lead?: LeadRef | null;
  facts?: JsonObject[] | null;
  model: string;
  files?: { path: string; content?: string | null }[] | null;
  at?: Date | null;
}

/** How a stored lead is read: one by one, or for all that a request asks about at once. */
export interface LeadReading {
  /** Its id; a merged one is the lead it was merged into, an unknown one null. */
  find(identity: LeadIdentity): Promise<string | null>;
  load(leadId: string): Promise<LeadTimeline | null>;
}

/**
 * The score a real or made-up lead would have under any model of the live tree, with `files` laid over it; keeps
 * nothing. Extra facts are written as in `*.test.json`. Throws CallerError where the lead, model, facts or files are wrong.
 */
export async function evaluateLead(
  db: Db,
  releases: Releases,
  request: EvaluateRequest,
  reading: LeadReading = oneByOne(db),
): Promise<ScoreReport> {
  const { commit, files, compiled: live } = releases.live();
  const compiledTree = request.files?.length ? draftTree(files, request.files) : live;
  const compiled = compiledModel(compiledTree, request.model);
  const at = (request.at ?? (await readClock(db))).getTime();
  const { stored, ids } = await storedFacts(reading, request.lead);
  const extra = extraFacts(request.facts ?? [], at);
  const account = attributeAt(buildTimeline(stored), 'account', at);
  const placed = extra.map((fact) =>
    fact.kind === 'attribute' && fact.path.startsWith('account.') && typeof account === 'string'
      ? { ...fact, account }
      : fact,
  );
  const timeline = buildTimeline(stored, placed);
  const { states } = foldByOccurrence(compiled, timeline, at);
  return scoreReport(compiled, timeline, at, { states, commit, benchmarks: compiledTree.tree.benchmarks, ids });
}

function draftTree(
  live: { readonly [path: string]: string },
  changes: readonly { path: string; content?: string | null }[],
): CompiledTree {
  const files = new Map(Object.entries(live));
  for (const { path, content } of changes) {
    if (content == null) files.delete(path);
    else files.set(path, content);
  }
  const { tree, problems, findings } = readTree(Object.fromEntries(files));
  const wrong = [...problems, ...findings].find((problem) => problem.level === 'error');
  if (wrong) throw refused(`${wrong.path}${wrong.pointer ?? ''}: ${wrong.message}`);
  return orRefused(() => compileTree(tree));
}

function compiledModel(tree: CompiledTree, key: string) {
  const compiled = orRefused(() => tree.model(key));
  if (compiled) return compiled;
  throw refused(`There is no model '${key}'. The models are: ${Object.keys(tree.tree.models).join(', ')}.`);
}

function oneByOne(db: Db): LeadReading {
  return {
    async find(identity) {
      return (await loadDirectory(db, [identity])).get(identityKey(identity))?.id ?? null;
    },
    async load(leadId) {
      const { ofLead, ids } = await loadTimelines(db, [leadId]);
      const facts = ofLead.get(leadId);
      return facts ? { facts, ids } : null;
    },
  };
}

async function storedFacts(
  { find, load }: LeadReading,
  ref: LeadRef | null | undefined,
): Promise<{ stored: readonly Fact[]; ids: ReadonlyMap<string, number> }> {
  if (!ref) return { stored: [], ids: new Map() };
  const { identity } = readLeadRef(ref, []);
  const id = identity && (await find(identity));
  const loaded = id === null ? null : await load(id);
  if (!loaded) throw refused('There is no such lead; leave it out to evaluate a made-up one.');
  return { stored: loaded.facts, ids: loaded.ids };
}

/** Facts written as in example leads, and checked as those are; throws a sentence for the first that is not. */
function extraFacts(facts: readonly JsonObject[], at: Instant): Fact[] {
  facts.forEach((fact, index) => {
    const kinds = ['activity', 'attribute', 'qualification'].filter((kind) => typeof fact[kind] === 'string');
    if (kinds.length !== 1) {
      throw refused(`facts[${index}] must have exactly one of 'activity', 'attribute', 'qualification', as a text.`);
    }
  });
  const lead = { key: 'evaluate', facts: [...facts], expect: { scores: {} } };
  const file = { model: 'evaluate', at: new Date(at).toISOString(), leads: [lead] };
  const [problem] = schemaProblems('facts', 'model-test.schema.json', file);
  if (problem) {
    const place = problem.pointer.replace(/^\/leads\/0\/facts/, '').replace(/^\/(\d+)/, '[$1]');
    throw refused([`facts${place.replaceAll('/', '.')}: ${problem.message}`, problem.hint].filter(Boolean).join(' '));
  }
  return orRefused(() => exampleFacts(lead, at));
}

/** The engine tells what it cannot read by RangeErrors with a sentence. */
function orRefused<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof RangeError ? refused(error.message) : error;
  }
}

function refused(message: string): CallerError {
  return new CallerError('BAD_USER_INPUT', message);
}
