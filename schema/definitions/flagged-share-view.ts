import type { FlaggedShare } from '../../server/metrics/read-flagged-share.js';
import type { AnnotationType } from './check.type.js';

/** The warning about the share of leads that the live thresholds flag; none while it is as agreed, or nobody is there. */
export function flaggedShareView({ flagged, leads, share, low, high }: FlaggedShare): AnnotationType[] {
  if (share === null || (share >= low && share <= high)) return [];
  const percent = (part: number) => `${Math.round(part * 1000) / 10} %`;
  const many = share > high;
  return [
    {
      level: 'WARNING',
      path: 'lifecycle.json',
      pointer: '/models',
      line: null,
      message: `${flagged} of ${leads} leads of the last 90 days were flagged (${percent(share)}): ${
        many ? `more than ${percent(high)}` : `less than ${percent(low)}`
      }.`,
      hint: many
        ? 'Sales cannot follow so many: raise the threshold.'
        : 'Hardly anybody gets there: lower the threshold.',
    },
  ];
}
