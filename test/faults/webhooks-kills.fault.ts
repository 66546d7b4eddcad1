import { seed, seededRandom } from '../helpers/seeded-random.js';
import { startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';
import { report } from './webhooks/report.js';
import { surviveKills } from './webhooks/survive-kills.js';

/** W1, W2: a receiver that fails 30 % of requests, the server killed 20 times in 60 s; every request is verified. */
const KILLS = Number(process.env.KILLS ?? 20);

const database = await startDatabase();
const env = {
  DATABASE_URL: database.url,
  ACCORD_ADMIN_TOKEN: `faults_${'x'.repeat(24)}`,
  ACCORD_RATE_LIMIT: '0',
  ACCORD_WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8',
  ACCORD_WEBHOOK_RETRY: ['1', '2', '4', ...Array.from({ length: 30 }, () => '8')].join(','),
};
const { figures, problems, server } = await surviveKills(
  async () => {
    const accord = await startAccord(env);
    return {
      ...accord,
      async kill() {
        accord.kill('SIGKILL');
        await accord.ended;
      },
    };
  },
  { kills: KILLS, everyMs: 60_000 / KILLS, share: 0.3, random: seededRandom(), deadlineMs: 180_000 },
);
await server.kill();
await database.remove();
report({ seed, ...figures, problems });
