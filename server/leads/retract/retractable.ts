/** What is to be retracted: a whole import, or activities of a source; `actor`: only what this one wrote, null: anybody's. */
export type Retractable = ({ importId: string } | { source: string; messageIds: readonly string[] }) & {
  actor: string | null;
};

/**
 * Rows `f` of `facts` that a retraction is about, retracted or not, as a condition whose parameters are $1, $2… Who
 * somebody is stays: the e-mail, the company of its domain, and that company's domain are no claims of an import.
 */
export function retractableFacts(what: Retractable): { where: string; parameters: unknown[] } {
  const parameters: unknown[] = 'importId' in what ? [what.importId] : [what.source, what.messageIds];
  const conditions = ['importId' in what ? OF_IMPORT : OF_MESSAGES];
  if (what.actor !== null) conditions.push(`f.actor = $${parameters.push(what.actor)}`);
  return { where: conditions.join(' and '), parameters };
}

const OF_MESSAGES = `f.source = $1 and f.message_id = any($2::text[]) and f.kind = 'activity'`;

const OF_IMPORT = `f.import_id = $1 and case f.kind
  when 'attributes' then f.body - '{email,account.domain}'::text[] <> '{}'
  when 'membership' then not exists (select 1 from accounts a join leads l on l.id = f.lead_id
    where a.id = f.body->>'account' and a.domain = split_part(l.email, '@', 2))
  else f.kind in ('activity', 'qualification') end`;
