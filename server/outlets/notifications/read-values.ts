import type { TemplateValues } from '../../../core/definitions/notifications/fill-template.js';
import type { Db } from '../../db/database.js';
import type { SlaClock } from '../../entities/sla-clock.entity.js';
import { loadTimeline } from '../../leads/load-timeline.js';
import { readProblem } from '../../leads/read-problem.js';
import type { ContributionRow } from '../../leads/score.js';
import type { Release } from '../../releases/release.js';
import { CLOCK_COLUMNS } from '../../slas/clock-columns.js';
import { findClocks } from '../../slas/find-clocks.js';
import type { MessageRow } from './message-row.js';
import { spellInstant } from './spell-instant.js';
import { spellSpan } from './spell-span.js';

/** What a message is filled with beside the database. */
export interface ValueContext {
  release: Pick<Release, 'tree'>;
  /** Where people reach the installation, without a slash at the end. */
  publicUrl: string;
  /** The reader's IANA zone. */
  timeZone: string;
  at: Date;
}

interface LeadValues {
  name: string | null;
  email: string | null;
  source: string | null;
  account: string | null;
  owner: string | null;
  stage: string;
  score: number | null;
  gone: boolean;
}

interface ScoreShown {
  value: number;
  contributions: ContributionRow[];
}

const MOST_SHOWN = 3;

/** What templates may ask for, as it is now; null when the lead was erased or merged into another: nothing is to be told. */
export async function readValues(db: Db, context: ValueContext, message: MessageRow): Promise<TemplateValues | null> {
  const [lead] = await db.query<LeadValues>(LEAD, [message.leadId]);
  if (!lead || lead.gone) return null;
  const { tree } = context.release;
  const handoff = await findHandoff(db, message);
  const clock = await findClock(db, message, handoff?.id ?? null);
  const policy = tree.slas.policies.find(({ key }) => key === clock?.policy);
  const score = await readScore(db, message, handoff?.score ?? null);
  const entered = message.kind === 'STAGE_TRANSITION' ? String(message.data['to']) : (handoff?.stage ?? lead.stage);
  const facts = (await loadTimeline(db, [message.leadId])).get(message.leadId) ?? [];
  const reason = tree.lifecycle.reasons?.find(({ key }) => key === handoff?.reason);
  return {
    'lead.name': lead.name ?? lead.email,
    'lead.owner': lead.owner,
    'lead.source': lead.source,
    'lead.statedProblem': readProblem(facts, context.at.getTime()),
    'lead.recommendedNextStep': handoff?.nextStep ?? null,
    'lead.url': `${context.publicUrl}/leads/${message.leadId}`,
    'account.name': lead.account,
    'stage.label': tree.lifecycle.stages.find(({ key }) => key === entered)?.label ?? entered,
    'score.value': numberText(score?.value ?? lead.score),
    'score.summary': summaryOf(score),
    'threshold.key': message.kind === 'THRESHOLD_CROSSING' ? String(message.data['threshold']) : null,
    'handoff.reason': reason?.label ?? handoff?.reason ?? null,
    'handoff.note': handoff?.note ?? null,
    'policy.label': policy?.label ?? clock?.policy ?? null,
    'policy.owedBy': clock?.owedBy ?? null,
    'clock.dueAt': clock?.dueAt ? spellInstant(clock.dueAt, context.timeZone) : null,
    'clock.remaining': clock?.dueAt ? spellSpan(clock.dueAt.getTime() - context.at.getTime()) : null,
  };
}

const LEAD = `
  select l.name, l.email, l.source, a.name as account, u.display_name as owner, l.stage, s.value as score,
    l.erased_at is not null or l.merged_into is not null as gone
  from leads l left join accounts a on a.id = l.account_id left join users u on u.id = l.owner_id
    left join lead_scores s on s.lead_id = l.id
  where l.id = $1`;

interface HandoffValues {
  id: string;
  stage: string;
  reason: string | null;
  note: string | null;
  nextStep: string | null;
  score: ScoreShown | null;
}

/** The handoff it tells of, else the lead's newest. */
async function findHandoff(db: Db, { kind, data, leadId }: MessageRow): Promise<HandoffValues | null> {
  const id = kind === 'HANDOFF' ? data['handoffId'] : null;
  const [row] = await db.query<HandoffValues>(
    `select id, stage, reason, note, next_step as "nextStep", score from handoffs
     where lead_id = $1 and ($2::text is null or id = $2) order by opened_at desc, id desc limit 1`,
    [leadId, id],
  );
  return row ?? null;
}

/** The clock it tells of; of a handoff the one that runs for its answer. */
async function findClock(db: Db, { kind, data }: MessageRow, handoffId: string | null): Promise<SlaClock | null> {
  if (kind === 'SLA') return (await findClocks(db, [String(data['clockId'])]))[0] ?? null;
  const [row] = await db.query<SlaClock>(
    `select ${CLOCK_COLUMNS} from sla_clocks c where c.handoff_id = $1 order by c.due_at limit 1`,
    [handoffId],
  );
  return row ?? null;
}

async function readScore(db: Db, message: MessageRow, handed: ScoreShown | null): Promise<ScoreShown | null> {
  if (message.kind !== 'THRESHOLD_CROSSING') return handed;
  const [row] = await db.query<ScoreShown>('select score_after as value, contributions from crossings where id = $1', [
    message.eventId,
  ]);
  return row ?? handed;
}

function summaryOf(score: ScoreShown | null): string | null {
  const given = (score?.contributions ?? []).filter(({ points }) => points !== 0);
  given.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const shown = given
    .slice(0, MOST_SHOWN)
    .map(({ rule, points }) => `${rule} ${points > 0 ? '+' : ''}${numberText(points)}`);
  return shown.join(', ') || null;
}

function numberText(value: number | null): string | null {
  return value === null ? null : String(Math.round(value * 100) / 100);
}
