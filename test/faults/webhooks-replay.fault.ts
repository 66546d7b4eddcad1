import { startAccord } from './start-accord.js';
import { report } from './webhooks/report.js';
import { rotateAndReplay } from './webhooks/rotate-and-replay.js';

/** W1, W6: the secret rotated in mid-traffic, then everything replayed. */
const server = await startAccord({ ACCORD_RATE_LIMIT: '0', ACCORD_WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8' });
const { figures, problems } = await rotateAndReplay(server, { leads: 300, deadlineMs: 60_000 });
await server.remove();
report({ ...figures, problems });
