import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import type { LeadNote } from '../entities/lead-note.entity.js';

/** Keeps what people wrote about locked leads, each as of `tx.at`. */
export async function saveNotes(tx: Tx, notes: readonly Omit<LeadNote, 'id' | 'at' | 'lead'>[]): Promise<void> {
  if (notes.length === 0) return;
  await tx.query(
    `insert into lead_notes (id, lead_id, about, subject, text, author, at)
     select g.id, g.lead_id, g.about, g.subject, g.text, g.author, $7
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
       as g (id, lead_id, about, subject, text, author)`,
    [
      notes.map(() => newId('note', tx.at.getTime())),
      notes.map((note) => note.leadId),
      notes.map((note) => note.about),
      notes.map((note) => note.subject),
      notes.map((note) => note.text),
      notes.map((note) => note.author),
      tx.at,
    ],
  );
}
