import type { ImpactFigures } from '../../../core/definitions/impact/impact-report.js';
import type { Note } from '../checks/check-result.js';
import type { Finding } from '../checks/judge-change.js';

/** Above this share of crossings the replay is not believed. */
const FAITHFUL = 0.01;

/** What the check says of a report: a replay that is not faithful fails, too many or too few leads flagged is told. */
export function judgeImpact(
  summary: string,
  figures: ImpactFigures,
  limits: { low: number; high: number },
): Pick<Finding, 'conclusion' | 'summary' | 'annotations'> {
  const { mismatchShare, flaggedShareHead, errors, faults, leads } = figures;
  const annotations: Note[] = [];
  const note = (level: Note['level'], message: string, hint: string) =>
    annotations.push({ level, path: 'lifecycle.json', pointer: null, line: null, message, hint });
  if (mismatchShare !== null && mismatchShare > FAITHFUL) {
    const share = percent(mismatchShare);
    const hint = 'Run it again; if it stays, facts were changed outside of the platform, or there is a fault in it.';
    note('ERROR', `The replay is not faithful: it differs from the record in ${share} of the crossings.`, hint);
  }
  if (errors > 0) {
    note(
      'WARNING',
      `${errors} of ${leads} leads could not be replayed, such as ${faults[0] ?? 'one'}.`,
      'They are left out.',
    );
  }
  if (flaggedShareHead !== null && (flaggedShareHead > limits.high || flaggedShareHead < limits.low)) {
    const many = flaggedShareHead > limits.high;
    const message = `${percent(flaggedShareHead)} of the identified leads would be flagged: ${many ? 'more' : 'fewer'} than ${percent(many ? limits.high : limits.low)}.`;
    note(
      'WARNING',
      message,
      many ? 'Sales will not look at so many: raise the bar.' : 'Hardly anybody gets there: lower the bar.',
    );
  }
  const worst = annotations.some(({ level }) => level === 'ERROR')
    ? 'FAILURE'
    : annotations.length > 0
      ? 'WARNING'
      : 'SUCCESS';
  return { conclusion: worst, summary, annotations };
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
