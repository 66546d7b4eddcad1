import { isDraft, type LeadAssignments, type LeadDraft } from './assign-leads.js';
import type { Item } from './item.js';

/** The account an item speaks of: stored, of a domain, or one nobody has a domain for (named by its item). */
export type AccountName = `id:${string}` | `domain:${string}` | `new:${number}`;

/** Which account each item is about: the one named, the lead's own, or the one of its e-mail's domain; null: none. */
export function planAccounts(
  items: readonly Item[],
  { ofItem }: LeadAssignments,
  freeMailDomains: readonly string[],
): (AccountName | null)[] {
  const free = new Set(freeMailDomains.map((domain) => domain.toLowerCase()));
  const present = new Map<LeadDraft, AccountName>();
  return items.map((item, index) => {
    const draft = ofItem[index];
    if (!isDraft(draft)) return null;
    const account = item.kind === 'upsert' ? item.account : null;
    const own = present.get(draft) ?? (draft.known?.accountId ? (`id:${draft.known.accountId}` as const) : null);
    const named = account?.domain
      ? (`domain:${account.domain}` as const)
      : (own ?? ofEmail(draft.email, free) ?? (account ? (`new:${index}` as const) : null));
    if (named) present.set(draft, named);
    return named;
  });
}

function ofEmail(email: string | null, free: ReadonlySet<string>): AccountName | null {
  const domain = email?.slice(email.lastIndexOf('@') + 1);
  return domain && !free.has(domain) ? `domain:${domain}` : null;
}
