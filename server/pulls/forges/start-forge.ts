import { describeFaults } from './describe-report.js';
import { type Following, followForge, type Unfit } from './follow-forge.js';
import { followMain } from './follow-main.js';
import { answerDeliveries, listUnanswered } from './forge-deliveries.js';
import { ForgeFailed } from './forge-failed.js';
import { findForgeMain, keepForgeFailure } from './forge-main-row.js';
import { listKeptPulls } from './forge-pull-row.js';
import { postReport } from './post-report.js';
import { reportPull } from './report-pull.js';
import { whileAlone } from './while-alone.js';

/** A forge that is followed in the background. */
export interface RunningForge {
  /** Looks at once. */
  poke(): void;
  stop(): Promise<void>;
}

/** How often the rows are asked whether something is to be done; what they say outlives any process. */
const INTERVAL_MS = 1_000;
/** After a failure, doubled by each that follows. */
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 600_000;

/**
 * Follows a forge until stopped, one process at a time: when a webhook came, when a pull request here changed, and every
 * `pollMs`. A forge that fails or asks for patience is asked again later, by longer and longer pauses.
 */
export function startForge(
  following: Following & { pollMs: number; onFailure: (sentence: string) => void },
): RunningForge {
  const { pulls, repository, pollMs, onFailure } = following;
  const told = new Map<string, string>();
  let wake: () => void = () => undefined;
  let stopping = false;
  let asked = true;
  let failures = 0;
  let polled = -Infinity;

  async function pass(): Promise<void> {
    const deliveries = await listUnanswered(pulls.db);
    const changed = (await listKeptPulls(pulls.db)).some((kept) => kept.version !== kept.reportedVersion);
    const isDue = performance.now() - polled >= pollMs;
    if (!asked && !isDue && !changed && deliveries.length === 0) return;
    const isAsked = asked || isDue || deliveries.length > 0;
    asked = false;
    const done = await whileAlone(pulls.pool, async () =>
      report(following, told, isAsked ? await followForge(following) : []),
    );
    if (!done || !isAsked) return;
    polled = performance.now();
    await answerDeliveries(pulls.db, deliveries);
  }

  async function run(): Promise<void> {
    while (!stopping) {
      let pause = INTERVAL_MS;
      try {
        await pass();
        failures = 0;
      } catch (error) {
        const sentence = describeFailure(error);
        const patience = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
        pause = Math.max(patience, error instanceof ForgeFailed ? (error.retryAfterMs ?? 0) : 0);
        if (failures === 0 || !(error instanceof ForgeFailed)) onFailure(sentence);
        failures++;
        asked = true;
        await keepForgeFailure(pulls.db, repository, sentence).catch(() => undefined);
      }
      if (!stopping) await sleep(pause);
    }
  }

  /** A webhook ends the pause between two looks, never the patience a forge asked for. */
  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        if (failures > 0 && !stopping) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const running = run();
  return {
    poke() {
      asked = true;
      wake();
    },
    async stop() {
      stopping = true;
      wake();
      await running;
    },
  };
}

/** What waits for a signature here may follow without the forge being asked. */
async function report(following: Following, told: Map<string, string>, unfit: readonly Unfit[]): Promise<void> {
  const { pulls, repository, forge } = following;
  const main = await findForgeMain(pulls.db, repository);
  if (main?.problem && main.seen) await followMain(pulls, repository, main.seen);
  for (const each of unfit) await reportUnfit(following, told, each);
  const isUnfit = new Set(unfit.map(({ pull }) => pull.key));
  for (const kept of await listKeptPulls(pulls.db)) await reportPull(pulls, isUnfit.has(kept.key) ? null : forge, kept);
}

async function reportUnfit({ forge }: Following, told: Map<string, string>, { pull, faults }: Unfit): Promise<void> {
  const what = `${pull.head} ${faults.join()}`;
  if (!forge || pull.id === 0 || told.get(pull.key) === what) return;
  await postReport(forge, { id: pull.id, head: pull.head, commentId: null, url: null }, describeFaults(faults));
  told.set(pull.key, what);
}

/** What went wrong in a sentence that holds no secret. */
function describeFailure(error: unknown): string {
  const { message, cause } = error as Error;
  if (error instanceof ForgeFailed) return message;
  return `The repository could not be followed: ${message}${cause instanceof Error ? ` (${cause.message})` : ''}`;
}
