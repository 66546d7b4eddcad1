import type pg from 'pg';
import { overPool } from '../../db/over-pool.js';
import type { Releases } from '../../releases/open-releases.js';
import { runRounds } from '../../run-rounds.js';
import { claimMessages, doubtLost } from './claim-messages.js';
import { endAttempt } from './end-attempt.js';
import { planNotifications } from './plan-notifications.js';
import { type Doors, sendMessage } from './send-message.js';
import type { Sending } from './sending.js';

const INTERVAL_MS = 250;
const AT_ONCE = 4;

/** What the notifier is made of. */
export interface NotifierParts {
  pool: pg.Pool;
  releases: Pick<Releases, 'at' | 'live'>;
  doors: Doors;
  publicUrl: string;
  /** Milliseconds before each further attempt. */
  retryMs: readonly number[];
  onError: (error: unknown) => void;
}

/** Starts telling people and channels what the log brings; any number of processes may. Stopping ends what is being sent first. */
export function startNotifier(parts: NotifierParts): { stop(): Promise<void> } {
  const { pool, releases, doors, publicUrl, retryMs, onError } = parts;
  const db = overPool(pool);

  async function plan(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted && (await planNotifications(pool, releases)) > 0);
  }

  async function send(stopping: AbortSignal): Promise<void> {
    await doubtLost(db);
    while (!stopping.aborted) {
      const claimed = await claimMessages(db, AT_ONCE);
      if (claimed.length === 0) return;
      await Promise.all(
        claimed.map(async (message) => {
          const sending = await sendMessage(db, { releases, doors, publicUrl }, message).catch((error): Sending => {
            onError(error);
            return { state: 'REFUSED', error: 'an error nobody expected' };
          });
          await endAttempt(db, message, sending, retryMs);
        }),
      );
    }
  }

  const rounds = runRounds(
    [plan, send].map((work) => ({ everyMs: INTERVAL_MS, work })),
    onError,
  );
  return {
    async stop() {
      await rounds.stop();
      doors.mail?.close();
    },
  };
}
