import { compileModel } from '../../core/scoring/compile.js';
import { evaluate } from '../../core/scoring/evaluate.js';
import { explain } from '../../core/scoring/explain.js';
import { compileReplay } from '../../core/scoring/replay/compile-replay.js';
import { replay } from '../../core/scoring/replay/replay.js';
import { toColumns } from '../../core/scoring/replay/to-columns.js';
import { BENCH_AT, makeLeads } from './scoring/bench-leads.js';
import { benchModel } from './scoring/bench-model.js';
import { openDuckDb } from './scoring/duckdb-counts.js';
import { type HandResult, handWritten } from './scoring/hand-written.js';
import { openRulesEngine } from './scoring/rules-engine.js';
import { type Row, showTable } from './scoring/show-table.js';

const PROPERTIES = ['page', 'category', 'path', 'program', 'minutes'];
const PATHS = ['account.employees', 'account.industry', 'account.country', 'seniority', 'title', 'email'];
const compiled = compileModel(benchModel);
const leads = makeLeads(1000, 30);
const rulesEngine = openRulesEngine(BENCH_AT);
let sink = 0;

for (const lead of leads.slice(0, 200)) {
  const hand = handWritten(lead, BENCH_AT);
  const { scores, thresholds } = evaluate(compiled, lead.timeline, BENCH_AT);
  const explained = explain(compiled, lead.timeline, BENCH_AT);
  const same =
    [hand.fit, hand.engagement, hand.total].every((score, i) => score === scores[i]?.value) &&
    hand.mql === thresholds[0]?.when &&
    hand.mqlRelease === thresholds[0]?.release &&
    hand.sql === thresholds[1]?.when &&
    explained.contributions.every(({ points }, i) => points === hand.points[i]) &&
    agrees(await rulesEngine(lead), hand);
  if (!same) throw new Error('The engines do not agree on a lead: the figures would mean nothing.');
}

function agrees({ total, crossed }: { total: number; crossed: string[] }, hand: HandResult): boolean {
  const wanted = [hand.mql && 'mql', hand.mqlRelease && 'release', hand.sql && 'sql'].filter(Boolean);
  return (
    Math.abs(total - hand.total) < 1 &&
    wanted.length === crossed.length &&
    wanted.every((key) => crossed.includes(key as string))
  );
}

const once = (run: (lead: (typeof leads)[number]) => number) => () => {
  for (let i = 0; i < 5; i++) for (const lead of leads) sink += run(lead);
};
const contenders: Record<string, () => void> = {
  'hand-written JavaScript': once((lead) => handWritten(lead, BENCH_AT).total),
  'our engine': once((lead) => evaluate(compiled, lead.timeline, BENCH_AT).value),
  'our engine, full explanation': once((lead) => {
    return explain(compiled, lead.timeline, BENCH_AT).contributions.reduce(
      (sum, one) => sum + one.detail.length + one.facts.length,
      0,
    );
  }),
  'our engine, next change': once((lead) => evaluate(compiled, lead.timeline, BENCH_AT).nextChangeAt ?? 0),
};
const micros: Record<string, number> = {};
const note = (name: string, value: number): void => {
  micros[name] = Math.min(micros[name] ?? Infinity, value);
};
for (let round = 0; round < 80; round++) {
  for (const [name, run] of Object.entries(contenders)) {
    const start = performance.now();
    run();
    note(name, ((performance.now() - start) * 1000) / 5000);
  }
  const start = performance.now();
  for (const lead of leads.slice(0, 60)) sink += (await rulesEngine(lead)).total;
  note('json-rules-engine', ((performance.now() - start) * 1000) / 60);
}

const LEADS = 100_000;
const BATCH = 10_000;
const batches = Array.from({ length: LEADS / BATCH }, (_, i) =>
  toColumns(makeLeads(BATCH, 10, 100 + i), PROPERTIES, PATHS),
);
const all = LEADS * 10;
let crossings = 0;
let memory = 0;
let heapBefore = 0;
const fast = compileReplay(compiled);
if (fast === null) throw new Error('The bench model does not run over columns.');
let replaySeconds = Infinity;
for (let round = 0; round < 5; round++) {
  crossings = 0;
  globalThis.gc?.();
  heapBefore = process.memoryUsage().heapUsed;
  const start = performance.now();
  await replay(compiled, batches, BENCH_AT, (_lead, value, crossed) => {
    sink += value;
    crossings += crossed.length;
  });
  replaySeconds = Math.min(replaySeconds, (performance.now() - start) / 1000);
  globalThis.gc?.();
  memory = (process.memoryUsage().heapUsed - heapBefore) / 1e6;
}
const streamed = await streamMemory();

const whole = toColumns(makeLeads(LEADS, 10, 100), PROPERTIES, PATHS);
const counts = await openDuckDb(whole);
let duckSeconds = Infinity;
for (let round = 0; round < 3; round++) {
  const start = performance.now();
  sink += await counts();
  duckSeconds = Math.min(duckSeconds, (performance.now() - start) / 1000);
}

/** Heap left after ten and after fifty batches made on the fly, each forgotten. */
async function streamMemory(): Promise<string> {
  const heap: number[] = [];
  for (const count of [10, 50]) {
    const made = (function* () {
      for (let i = 0; i < count; i++) yield toColumns(makeLeads(1000, 10, i), PROPERTIES, PATHS);
    })();
    await replay(compiled, made, BENCH_AT, (_lead, value) => {
      sink += value;
    });
    globalThis.gc?.();
    heap.push(process.memoryUsage().heapUsed / 1e6);
  }
  return `${heap[0]?.toFixed(0)} MB after 10,000 leads, ${heap[1]?.toFixed(0)} MB after 50,000`;
}

const time = (name: string): number => micros[name] as number;
const perSecond = all / replaySeconds;
const rows: Row[] = [
  ...Object.keys(micros).map((name): Row => ({ what: name, measured: `${time(name).toFixed(2)} µs a lead` })),
  { what: 'our engine / json-rules-engine', ratio: time('json-rules-engine') / time('our engine'), wanted: 100 },
  { what: 'our engine / hand-written', ratio: time('hand-written JavaScript') / time('our engine'), wanted: 0.9 },
  {
    what: 'full explanation / hand-written',
    ratio: time('hand-written JavaScript') / time('our engine, full explanation'),
    wanted: 0.3,
  },
  {
    what: 'replay, facts a second',
    measured: `${(perSecond / 1e6).toFixed(2)} M (${crossings} crossings)`,
    ratio: perSecond / 2e6,
    wanted: 1,
  },
  {
    what: 'DuckDB counts without decay, one thread',
    measured: `${duckSeconds.toFixed(3)} s against ${replaySeconds.toFixed(3)} s`,
  },
  { what: 'replay / DuckDB', ratio: duckSeconds / replaySeconds, wanted: 1 },
  { what: 'heap kept by a replay', measured: `${memory.toFixed(1)} MB; streaming: ${streamed}` },
];
showTable(rows, process.argv.includes('--json'));
if (!Number.isFinite(sink)) throw new Error('Nothing was computed.');
