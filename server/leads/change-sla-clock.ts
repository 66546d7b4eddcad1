import type { ClockStep } from '../../core/definitions/sla/clock.js';
import { pauseClock } from '../../core/definitions/sla/pause-clock.js';
import { resumeClock } from '../../core/definitions/sla/resume-clock.js';
import type { SlaTerms } from '../../core/definitions/sla/terms.js';
import type { Principal } from '../auth/principal.js';
import type { Db, Tx } from '../db/database.js';
import type { SlaClock } from '../entities/sla-clock.entity.js';
import { recordEvents } from '../events/record-events.js';
import { saveNotes } from '../lifecycle/save-notes.js';
import { clockEvents } from '../slas/clock-events.js';
import { findClocks } from '../slas/find-clocks.js';
import { loadTerms } from '../slas/load-terms.js';
import { saveClocks } from '../slas/save-clocks.js';
import { afterStep, toClock } from '../slas/to-clock.js';
import { checkText } from './check/check-text.js';
import { readIdempotency } from './check/read-idempotency.js';
import type { PauseSlaClockInput, ResumeSlaClockInput } from './inputs.js';
import type { Intake } from './open-intake.js';
import { submitOne } from './submit-one.js';
import { type UserError, userError } from './user-error.js';
import type { WriteOutcome } from './write-outcome.js';

/** Stops a running clock for a while, for a reason that is kept; what is left of its time is kept. Any other clock is INVALID. */
export function pauseSlaClock(
  intake: Intake,
  db: Db,
  principal: Principal,
  input: PauseSlaClockInput,
): Promise<WriteOutcome> {
  const problems = checkText(input.reason, ['reason'], 2_000);
  const asked = { operation: 'pauseSlaClock', action: 'clock.paused', input, problems, reason: input.reason };
  return change(intake, db, principal, asked, pause);
}

/** Lets a paused clock run on. Any other clock is INVALID. */
export function resumeSlaClock(
  intake: Intake,
  db: Db,
  principal: Principal,
  input: ResumeSlaClockInput,
): Promise<WriteOutcome> {
  const asked = { operation: 'resumeSlaClock', action: 'clock.resumed', input, problems: [] };
  return change(intake, db, principal, asked, resume);
}

type Changing = (terms: SlaTerms, row: SlaClock, at: number) => ClockStep | string;

const pause: Changing = (terms, row, at) => {
  const step = pauseClock(terms, toClock(row), at);
  return row.state === 'RUNNING' && step.clock.state === 'PAUSED' ? step : 'Only a running clock can be paused';
};

const resume: Changing = (terms, row, at) =>
  row.state === 'PAUSED' ? resumeClock(terms, toClock(row), at) : 'Only a paused clock can be resumed';

async function change(
  intake: Intake,
  db: Db,
  principal: Principal,
  asked: {
    operation: string;
    action: string;
    input: ResumeSlaClockInput;
    problems: UserError[];
    reason?: string;
  },
  changing: Changing,
): Promise<WriteOutcome> {
  const { operation, action, input } = asked;
  const { clockId, idempotencyKey } = input;
  const keyed = idempotencyKey != null ? checkText(idempotencyKey, ['idempotencyKey'], 255) : [];
  const problems = [...asked.problems, ...keyed];
  if (problems.length > 0) return submitOne(intake, { problems });
  const [row] = await findClocks(db, [clockId]);
  if (!row) {
    return submitOne(intake, { problems: [userError('NOT_FOUND', ['clockId'], `There is no clock '${clockId}'.`)] });
  }
  return submitOne(intake, {
    item: {
      kind: 'act',
      action,
      principal,
      lead: { system: 'id', value: row.leadId },
      creates: false,
      historical: false,
      importId: null,
      occurredAt: null,
      sequence: null,
      idempotency: readIdempotency(idempotencyKey, operation, input),
      act: (tx) => apply(tx, intake, { clockId, actor: principal.actor, reason: asked.reason ?? null }, changing),
    },
  });
}

async function apply(
  tx: Tx,
  { releases }: Pick<Intake, 'releases'>,
  { clockId, actor, reason }: { clockId: string; actor: string; reason: string | null },
  changing: Changing,
): Promise<UserError[]> {
  const [row] = await findClocks(tx, [clockId]);
  if (!row) return [userError('NOT_FOUND', ['clockId'], `There is no clock '${clockId}'.`)];
  const terms = (await loadTerms(releases, [row]))(row);
  const step = terms ? changing(terms, row, tx.at.getTime()) : 'Its policy is gone';
  if (!terms || typeof step === 'string') {
    const message = `${String(step)}; this one is ${row.state.toLowerCase().replace('_', ' ')}.`;
    return [userError('INVALID', ['clockId'], message, 'Read the clock again.')];
  }
  const clock = afterStep(terms, row, step);
  await saveClocks(tx, [clock]);
  const note = { leadId: row.leadId, about: 'CLOCK_PAUSED' as const, subject: clockId, author: actor };
  await saveNotes(tx, reason === null ? [] : [{ ...note, text: reason }]);
  const news = step.events.map((event) => ({ event, actor }));
  await recordEvents(tx, await clockEvents(tx, [{ clock, news }]));
  return [];
}
