import { seed, seededRandom } from '../helpers/seeded-random.js';
import { startAccord } from './start-accord.js';
import { keepOrder } from './webhooks/keep-order.js';
import { report } from './webhooks/report.js';

/** W1, W4: 200 leads with 20 events each, 10 % of requests failing, one lead always, one endpoint that hangs. */
const LEADS = Number(process.env.LEADS ?? 200);
const EVENTS = Number(process.env.EVENTS ?? 20);

const server = await startAccord({
  ACCORD_RATE_LIMIT: '0',
  ACCORD_WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8',
  ACCORD_WEBHOOK_RETRY: Array.from({ length: 50 }, () => '1').join(','),
});
const options = { leads: LEADS, events: EVENTS, share: 0.1, random: seededRandom(), deadlineMs: 240_000 };
const { figures, problems } = await keepOrder(server, options);
await server.remove();
report({ seed, ...figures, problems });
