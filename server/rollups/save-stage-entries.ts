import type { EntrySlices } from '../../core/definitions/followed-lead.js';
import type { Tx } from '../db/database.js';

/** A stage entered in a pass, with the values at the entry; `score` in points. */
export interface NewStageEntry {
  leadId: string;
  pass: number;
  stage: string;
  transitionId: string;
  enteredAt: Date;
  slices: EntrySlices;
  score: number | null;
  release: number;
}

/** Counts entries: of several entries of a stage in one pass the earliest stays, with its values; the others are counted. */
export async function saveStageEntries(tx: Tx, entries: readonly NewStageEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const merged = new Map<string, NewStageEntry & { entries: number }>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.leadId, entry.pass, entry.stage]);
    const known = merged.get(key);
    const earliest = known && known.enteredAt <= entry.enteredAt ? known : entry;
    merged.set(key, { ...earliest, entries: (known?.entries ?? 0) + 1 });
  }
  const rows = [...merged.values()].map((entry) => ({
    lead_id: entry.leadId,
    pass: entry.pass,
    stage: entry.stage,
    transition_id: entry.transitionId,
    entered_at: entry.enteredAt,
    entries: entry.entries,
    source: entry.slices.source,
    channel: entry.slices.channel,
    campaign: entry.slices.campaign,
    segment: entry.slices.segment,
    owner_id: entry.slices.owner,
    score: entry.score,
    model: entry.slices.model,
    release: entry.release,
  }));
  await tx.query(UPSERT, [JSON.stringify(rows)]);
}

const VALUES = [
  'transition_id',
  'entered_at',
  'source',
  'channel',
  'campaign',
  'segment',
  'owner_id',
  'score',
  'model',
  'release',
];

const UPSERT = `
  insert into stage_entries as present (lead_id, pass, stage, transition_id, entered_at, entries, source, channel,
    campaign, segment, owner_id, score, model, release, handed_off)
  select lead_id, pass, stage, transition_id, entered_at, entries, source, channel, campaign, segment, owner_id, score,
    model, release, false
  from jsonb_to_recordset($1::jsonb) as g (lead_id text, pass int, stage text, transition_id text,
    entered_at timestamptz, entries int, source text, channel text, campaign text, segment text, owner_id text,
    score double precision, model text, release int)
  on conflict (lead_id, pass, stage) do update set
    ${VALUES.map((name) => `${name} = case when excluded.entered_at < present.entered_at then excluded.${name} else present.${name} end`).join(',\n    ')},
    entries = present.entries + excluded.entries`;
