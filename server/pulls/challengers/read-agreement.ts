import { sameAnswer } from '../../../core/definitions/challengers/same-answer.js';
import type { Db } from '../../db/database.js';
import type { RunningChallenger } from '../../leads/challengers/running-challenger.js';
import type { Release } from '../../releases/release.js';

/** Leads with the same thresholds up on both sides. */
interface Answers {
  live: string[];
  challenger: string[];
  leads: number;
}

/** Share of the leads that both score of which both say the same (`sameAnswer`); null without such a lead. */
export async function readAgreement(
  db: Db,
  { tree }: Release,
  { id, definition }: RunningChallenger,
): Promise<number | null> {
  const [live, challenger] = [tree.models[definition.against], tree.models[definition.model]];
  if (!live || !challenger) return null;
  const answers = await db.query<Answers>(SELECT, [id, definition.model, definition.against]);
  let [same, all] = [0, 0];
  for (const answer of answers) {
    all += answer.leads;
    if (sameAnswer({ model: live, up: answer.live }, { model: challenger, up: answer.challenger }))
      same += answer.leads;
  }
  return all === 0 ? null : same / all;
}

const upKeys = (column: string): string =>
  `array(select t.key from jsonb_each(${column}) t where t.value -> 'up' = 'true' order by 1)`;

const SELECT = `
  select ${upKeys('e.thresholds')} as live, ${upKeys('c.thresholds')} as challenger, count(*)::int as leads
  from challenger_leads c join lead_scores s on s.lead_id = c.lead_id join engine_states e on e.lead_id = c.lead_id
  where c.challenger_id = $1 and c.model = $2 and s.model = $3 group by 1, 2`;
