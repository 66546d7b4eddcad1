import type { ImpactFigures } from '../../../core/definitions/impact/impact-report.js';
import { isFaithful } from '../../../core/definitions/impact/is-faithful.js';
import type { WeighedLevel } from '../../../core/definitions/impact/weigh-evidence.js';
import type { Note } from '../checks/check-result.js';
import type { Finding } from '../checks/judge-change.js';

/** What the check says of a report: a replay that is not faithful fails, too many or too few leads flagged is told, and of what class it is by evidence. */
export function judgeImpact(
  summary: string,
  figures: ImpactFigures,
  limits: { low: number; high: number },
  weighed: WeighedLevel,
): Pick<Finding, 'conclusion' | 'summary' | 'annotations'> {
  const { mismatchShare, flaggedShareHead, errors, faults, leads } = figures;
  const annotations: Note[] = [];
  const note = (level: Note['level'], message: string, hint: string) =>
    annotations.push({ level, path: 'lifecycle.json', pointer: null, line: null, message, hint });
  if (isFaithful(figures) === false) {
    const share = percent(mismatchShare ?? 0);
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
  if (weighed.because !== null) {
    const { rule, level, because } = weighed;
    const message = `By what it would have done it is ${level}, by the rules alone ${rule}: ${because}.`;
    note('NOTICE', message, 'The sign-offs asked for are those of this class.');
  }
  const worst = annotations.some(({ level }) => level === 'ERROR')
    ? 'FAILURE'
    : annotations.some(({ level }) => level === 'WARNING')
      ? 'WARNING'
      : 'SUCCESS';
  const unfaithful = annotations.find(({ level }) => level === 'ERROR');
  return { conclusion: worst, summary: unfaithful ? `${unfaithful.message} ${summary}` : summary, annotations };
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
