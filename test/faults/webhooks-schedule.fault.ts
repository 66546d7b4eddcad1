import { startAccord } from './start-accord.js';
import { keepSchedule } from './webhooks/keep-schedule.js';
import { report } from './webhooks/report.js';

/** W3: 1, 2, 4 and 8 s, then every second to the tenth attempt, against receivers that fail in every way. */
const RETRY_S = [1, 2, 4, 8, 1, 1, 1, 1, 1];
const TIMEOUT_S = 3;

const server = await startAccord({
  ACCORD_WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8',
  ACCORD_WEBHOOK_RETRY: RETRY_S.join(','),
  ACCORD_WEBHOOK_TIMEOUT: String(TIMEOUT_S),
});
const { figures, problems } = await keepSchedule(server, {
  retryMs: RETRY_S.map((seconds) => seconds * 1_000),
  timeoutMs: TIMEOUT_S * 1_000,
  waitMs: 3_000,
  leads: 5,
  deadlineMs: 120_000,
});
await server.remove();
report({ ...figures, problems });
