import 'reflect-metadata';
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { showTable } from './scoring/show-table.js';

/** What stands between a caller and the lead page: tokens, limits, permissions, masks, costs, budgets, deadlines. */
const ROUNDS = Number(process.env.ROUNDS ?? 40);
const SLICE_MS = Number(process.env.SLICE_MS ?? 300);
const CALLERS = 4;
const WARM_UP = 16;
const WANTED = 0.9;

const PAGE = `query LeadPage($email: EmailAddress!) {
  lead(by: {email: $email}) {
    id email name source channel segment attributes stage { key label owner } stageEnteredAt owner { displayName }
    account { name domain } moves { to { key label } allowed missing }
    score { value values { key value band } contributions { rule points detail activityCount } thresholds { crossed missing threshold { key summary } } }
    activities(first: 20) { nodes { type occurredAt properties } pageInfo { hasNextPage endCursor } }
    transitions(first: 10) { nodes { from { key } to { key } cause occurredAt } }
    crossings(first: 10) { nodes { threshold { key } direction occurredAt } }
  }
}`;

interface Served {
  guarded: string;
  bare: string;
  token: string;
  leads: number;
}

const agent = new Agent({ keepAlive: true });

function ask({ token }: Served, url: string, email: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => resolve(text));
    });
    sent.on('error', reject);
    sent.end(JSON.stringify({ query: PAGE, variables: { email } }));
  });
}

/** What one door did in a slice of time: requests a second, and requests a second of the server's own processor time. */
interface Slice {
  rate: number;
  perCpu: number;
}

async function cpuSeconds(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const [{ user, system }] = (await once(child, 'message')) as [NodeJS.CpuUsage];
  return (user + system) / 1e6;
}

async function slice(child: ChildProcess, served: Served, url: string): Promise<Slice> {
  const cpu = await cpuSeconds(child);
  const began = performance.now();
  let answered = 0;
  const call = async (): Promise<void> => {
    while (performance.now() - began < SLICE_MS) {
      await ask(served, url, `l${answered % served.leads}@bench.example`);
      answered++;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, call));
  const seconds = (performance.now() - began) / 1_000;
  return { rate: answered / seconds, perCpu: answered / ((await cpuSeconds(child)) - cpu) };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

async function measure(): Promise<void> {
  const child = fork(process.argv[1] as string, { env: { ...process.env, ACCORD_BENCH_SERVE: '1' } });
  const [served] = (await once(child, 'message')) as [Served];
  const first = await ask(served, served.guarded, 'l0@bench.example');
  if (first.includes('"errors"') || !first.includes('l0@bench')) throw new Error(`not a lead page: ${first}`);
  const slices: Record<'guarded' | 'bare', Slice[]> = { guarded: [], bare: [] };
  for (let i = 0; i < WARM_UP; i++) await slice(child, served, i % 2 === 0 ? served.guarded : served.bare);
  for (let round = 0; round < ROUNDS; round++) {
    const order = round % 2 === 0 ? (['guarded', 'bare'] as const) : (['bare', 'guarded'] as const);
    for (const door of order) slices[door].push(await slice(child, served, served[door]));
  }
  child.disconnect();
  const middle = (door: 'guarded' | 'bare', of: keyof Slice) => median(slices[door].map((each) => each[of]));
  const ratio = (of: keyof Slice) => median(slices.guarded.map((each, i) => each[of] / (slices.bare[i] as Slice)[of]));
  showTable(
    [
      { what: 'lead page, guarded', measured: `${middle('guarded', 'rate').toFixed(0)} requests/s` },
      { what: 'lead page, nobody at the door', measured: `${middle('bare', 'rate').toFixed(0)} requests/s` },
      { what: 'guarded beside unguarded', ratio: ratio('rate'), wanted: WANTED },
      { what: 'the same by processor time of the server', ratio: ratio('perCpu'), wanted: WANTED },
    ],
    process.argv.includes('--json'),
  );
  agent.destroy();
}

if (process.env.ACCORD_BENCH_SERVE) await (await import('./guards/serve.js')).serveForBench();
else await measure();
