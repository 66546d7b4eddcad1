import { Webhook } from 'standardwebhooks';
import type { Received, SentEvent } from '../../helpers/receiver.js';
import { startReceiver } from '../../helpers/receiver.js';

/** What a receiver took, by event, in the order of first taking; and what was wrong with what it got. */
export interface JudgingReceiver {
  url: string;
  /** Requests, refused ones too. */
  requests(): number;
  /** First takings, in order. */
  taken: SentEvent[];
  /** Milliseconds from being recorded to being taken, by taking. */
  delays: number[];
  problems: string[];
  /** Checked with from now on; several while one replaces another. */
  secrets: string[];
  close(): Promise<void>;
}

/**
 * Starts a receiver that checks every request: signatures under all `secrets`, `webhook-id` the event's, the body of an event
 * always the same, timestamps never going back, first takings of a lead in the order of the log. `answer` says how it answers.
 */
export async function startJudgingReceiver(
  answer: (event: SentEvent, received: Received) => number | null,
): Promise<JudgingReceiver> {
  const bodies = new Map<string, { body: string; stamp: number }>();
  const takenIds = new Set<string>();
  const lastOf = new Map<string, string>();
  const judged: Omit<JudgingReceiver, 'url' | 'close' | 'requests'> = {
    taken: [],
    delays: [],
    problems: [],
    secrets: [],
  };

  const receiver = await startReceiver((received) => {
    const event = JSON.parse(received.body) as SentEvent;
    judgeRequest(received, event);
    const status = answer(event, received);
    if (status !== null && status < 300) take(event);
    return status ?? undefined;
  });

  function judgeRequest({ headers, body }: Received, { id }: SentEvent): void {
    const stamp = Number(headers['webhook-timestamp']);
    const known = bodies.get(id) ?? { body, stamp };
    if (headers['webhook-id'] !== id) judged.problems.push(`${id} came as ${headers['webhook-id']}`);
    if (known.body !== body) judged.problems.push(`${id} came with another body`);
    if (stamp < known.stamp) judged.problems.push(`${id} came with an older timestamp`);
    bodies.set(id, { body, stamp });
    for (const secret of judged.secrets) {
      try {
        new Webhook(secret).verify(body, headers as Record<string, string>);
      } catch (error) {
        judged.problems.push(`${id}: ${(error as Error).message}`);
      }
    }
  }

  function take(event: SentEvent): void {
    if (takenIds.has(event.id)) return;
    takenIds.add(event.id);
    judged.taken.push(event);
    judged.delays.push(Date.now() - Date.parse(String(event.data['recordedAt'])));
    const lane = event.subject ?? '';
    const before = lastOf.get(lane) ?? '';
    if (event.sequence <= before) judged.problems.push(`${event.sequence} of ${lane} was taken after ${before}`);
    lastOf.set(lane, event.sequence);
  }

  return { ...judged, url: receiver.url, requests: () => receiver.received.length, close: receiver.close };
}
