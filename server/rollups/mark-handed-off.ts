import type { Tx } from '../db/database.js';

/** Marks the entries of the stages in which passes opened a handoff. */
export async function markHandedOff(
  tx: Tx,
  entries: readonly { leadId: string; pass: number; stage: string }[],
): Promise<void> {
  if (entries.length === 0) return;
  await tx.query(
    `update stage_entries e set handed_off = true
     from unnest($1::text[], $2::int[], $3::text[]) as g (lead_id, pass, stage)
     where e.lead_id = g.lead_id and e.pass = g.pass and e.stage = g.stage`,
    [entries.map((one) => one.leadId), entries.map((one) => one.pass), entries.map((one) => one.stage)],
  );
}
