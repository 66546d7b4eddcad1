import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';

/**
 * Errors: challengers of one model whose shares come to more than the whole, or that draw by accounts here and by leads
 * there, so that their shares would not be what they say.
 */
export function findUnevenShares({ tree }: CheckedTree): Finding[] {
  const challengers = (tree.lifecycle.challengers ?? []).map((one, index) => ({ ...one, index }));
  const sharing = Map.groupBy(
    challengers.filter(({ share }) => share > 0),
    ({ against }) => against,
  );
  return [...sharing].flatMap(([against, ones]): Finding[] => {
    const last = ones.at(-1);
    if (!last || ones.length < 2) return [];
    const at = { level: 'error', path: 'lifecycle.json', pointer: `/challengers/${last.index}` } as const;
    const sum = ones.reduce((all, { share }) => all + Math.round(share * 1e9), 0) / 1e9;
    const found: Finding[] = [];
    if (sum > 1) {
      const message = `The challengers of '${against}' ask for ${sum} of the leads together.`;
      const hint = 'Lower their shares until they come to 1 at most.';
      found.push({ ...at, code: 'uneven-shares', pointer: `${at.pointer}/share`, message, hint });
    }
    const other = ones.find(({ by }) => by !== last.by);
    if (other) {
      const message = `Of the leads of '${against}', '${other.model}' draws by ${other.by} and '${last.model}' by ${last.by}.`;
      const hint = 'Draw all by account, or all by lead.';
      found.push({ ...at, code: 'uneven-shares', pointer: `${at.pointer}/by`, message, hint });
    }
    return found;
  });
}
