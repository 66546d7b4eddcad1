import { compileModel } from '../../core/scoring/compile.js';
import { evaluate } from '../../core/scoring/evaluate.js';
import { explain } from '../../core/scoring/explain.js';
import { BENCH_AT, makeLeads } from './scoring/bench-leads.js';
import { benchModel } from './scoring/bench-model.js';
import { handWritten } from './scoring/hand-written.js';

const compiled = compileModel(benchModel);
const leads = makeLeads(1000, 30);
for (const lead of leads) {
  const hand = handWritten(lead, BENCH_AT);
  const e = evaluate(compiled, lead.timeline, BENCH_AT);
  const x = explain(compiled, lead.timeline, BENCH_AT);
  const a = JSON.stringify([
    hand.fitRaw,
    hand.fit,
    hand.engagementRaw,
    hand.engagement,
    hand.totalRaw,
    hand.total,
    hand.mql,
    hand.mqlRelease,
    hand.sql,
  ]);
  const b = JSON.stringify([
    ...e.scores.flatMap((s) => [s.raw, s.value]),
    e.thresholds[0]?.when,
    e.thresholds[0]?.release,
    e.thresholds[1]?.when,
  ]);
  if (a !== b) throw new Error(a + b);
  if (x.contributions.some((c, i) => c.points !== hand.points[i])) throw new Error('points');
}
let sink = 0;
const time = (name: string, run: (lead: (typeof leads)[0]) => number) => {
  for (let round = 0; round < 4; round++) {
    const start = performance.now();
    let n = 0;
    while (performance.now() - start < 250)
      for (const lead of leads) {
        sink += run(lead);
        n++;
      }
    if (round === 3) console.log(name, (((performance.now() - start) * 1e6) / n).toFixed(0), 'ns');
  }
};
time('hand', (lead) => handWritten(lead, BENCH_AT).total);
time('evaluate', (lead) => evaluate(compiled, lead.timeline, BENCH_AT).value);
time('explain', (lead) =>
  explain(compiled, lead.timeline, BENCH_AT).contributions.reduce((n, c) => n + c.detail.length, 0),
);
time('next', (lead) => evaluate(compiled, lead.timeline, BENCH_AT).nextChangeAt ?? 0);
console.log(sink);
