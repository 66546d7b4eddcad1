import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startAccord } from './start-accord.js';

/** Proposals of 1 MB, models of 500 rules with heavy examples: whoever asks beside them waits no longer than 300 ms. */
const WANTED_MS = 300;
const MODELS = 5;
const RULES = 500;
const AT_ONCE = 3;

type Loose = Record<string, unknown> & {
  rules: object[];
  leads: { key: string; facts?: object[] }[];
  models: string[];
};

const accord = await startAccord({ ACCORD_RATE_LIMIT: '0' });
const headers = { 'content-type': 'application/json', authorization: `Bearer ${accord.token}` };
const read = (file: string) =>
  JSON.parse(
    readFileSync(path.join(process.env.ACCORD_PROJECT ?? process.cwd(), 'scoring-models', file), 'utf8'),
  ) as Loose;

const model = read('models/hundred-point.json');
const test = read('models/hundred-point.test.json');
const lifecycle = read('lifecycle.json');
const files: { path: string; content: string }[] = [];
for (let i = 0; i < MODELS; i++) {
  const key = `big-${i}`;
  const rules = Array.from({ length: RULES }, (_, n) => ({ ...model.rules[n % model.rules.length], key: `rule-${n}` }));
  const leads = Array.from({ length: 60 }, (_, n) => ({ ...test.leads[n % test.leads.length], key: `lead-${n}` }));
  files.push({ path: `models/${key}.json`, content: JSON.stringify({ ...model, key, rules }) });
  files.push({ path: `models/${key}.test.json`, content: JSON.stringify({ ...test, model: key, leads }) });
  lifecycle.models.push(key);
}
files.push({ path: 'lifecycle.json', content: JSON.stringify(lifecycle) });
files.push({ path: 'README.md', content: 'x'.repeat(230_000) });
const query =
  'query ($files: [FileInput!]!) { checkDefinitions(files: $files) { checks { name conclusion annotations { message } } } }';
const body = JSON.stringify({ query, variables: { files } });

let over = false;
const beside = (async () => {
  let mostMs = 0;
  while (!over) {
    const began = performance.now();
    await (await fetch(`${accord.url}/livez`)).text();
    mostMs = Math.max(mostMs, performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return mostMs;
})();
const began = performance.now();
const answers = await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    const answer = await fetch(`${accord.url}/graphql`, { method: 'POST', headers, body });
    return (await answer.json()) as { data?: { checkDefinitions: { checks: { name: string; conclusion: string }[] } } };
  }),
);
const judgedMs = performance.now() - began;
over = true;
const besideMs = Math.round(await beside);
await accord.remove();

const checks = answers.map((each) =>
  each.data?.checkDefinitions.checks.map(({ name, conclusion }) => `${name} ${conclusion}`),
);
const figures = { bytes: body.length, proposals: AT_ONCE, judgedMs: Math.round(judgedMs), besideMs, checks };
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
process.exitCode = besideMs <= WANTED_MS && checks.every(Boolean) ? 0 : 1;
