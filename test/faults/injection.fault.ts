import { buildSchema } from 'graphql';
import { ask } from '../helpers/graphql.js';
import { INJECTION_STRINGS } from '../helpers/injection-strings.js';
import { INJECTION_CODES, SAID_TOO_MUCH, textSlots } from '../schema/text-slots.js';
import { startAccord } from './start-accord.js';

/** G12: every injection string in every place for a text of every query and mutation: a validation error or a text, no effect. */
const AT_ONCE = 8;
const SLOW_MS = 4_500;

const accord = await startAccord({ ACCORD_RATE_LIMIT: '0', LOG_LEVEL: 'error' });
const schema = buildSchema(await (await fetch(`${accord.url}/schema.graphql`)).text());
const slots = textSlots(schema);
const LOOK =
  '{ stages { key } activityTypes { type } pools { key } calendars { key } definitions { live { commit } } }';
const before = await ask(accord, LOOK);

const wrong: object[] = [];
let sent = 0;
let slowestMs = 0;
const open = slots.flatMap((slot) => INJECTION_STRINGS.map((text) => ({ slot, text })));
const work = async (): Promise<void> => {
  for (let next = open.pop(); next; next = open.pop()) {
    const { path, operation } = next.slot;
    const { query, variables } = operation(next.text);
    const began = performance.now();
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${accord.token}` };
    const answer = await fetch(`${accord.url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables }),
    });
    const text = await answer.text();
    const ms = performance.now() - began;
    sent++;
    slowestMs = Math.max(slowestMs, ms);
    const { errors = [] } = JSON.parse(text) as { errors?: { message: string; extensions?: { code?: string } }[] };
    const codes = errors.map(({ extensions }) => String(extensions?.code));
    const bad = codes.filter((code) => !INJECTION_CODES.includes(code));
    if (answer.status >= 500 || bad.length > 0 || ms > SLOW_MS || SAID_TOO_MUCH.test(JSON.stringify(errors))) {
      wrong.push({
        path,
        text: next.text.slice(0, 80),
        status: answer.status,
        codes,
        ms: Math.round(ms),
        errors: errors.slice(0, 2),
      });
    }
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, work));
const after = await ask(accord, LOOK);
const same = JSON.stringify(after.data) === JSON.stringify(before.data);
await accord.remove();

const figures = {
  strings: INJECTION_STRINGS.length,
  places: slots.length,
  sent,
  slowestMs: Math.round(slowestMs),
  same,
};
process.stdout.write(`${JSON.stringify({ ...figures, wrong: wrong.length, first: wrong.slice(0, 20) }, null, 2)}\n`);
process.exitCode = wrong.length === 0 && same ? 0 : 1;
