import { DateTime } from 'luxon';

export interface Entry {
  lead: string;
  pass: number;
  stage: string;
  at: number;
  source: string | null;
  score: number | null;
  handedOff: boolean;
}

export interface Question {
  basis: 'COHORT' | 'PERIOD';
  from: number;
  to: number;
  stages: string[];
  handedOff: boolean;
  distinctLeads: boolean;
}

export interface PlainStep {
  stage: string;
  entered: number;
  reachedNext: number | null;
  conversion: number | null;
  medianSeconds: number | null;
  p90Seconds: number | null;
}

const ONWARD = ['visitor', 'lead', 'mql', 'sal', 'sql', 'opportunity', 'customer'];

/** Counts a funnel the slow way, pass by pass, from doors.md alone. `keep` narrows to one slice or bucket. */
export function bruteForceFunnel(
  entries: Entry[],
  question: Question,
  keep: { slice?: (first: Entry | undefined) => boolean; bucket?: (at: number) => boolean } = {},
): PlainStep[] {
  const passes = Map.groupBy(entries, (entry) => `${entry.lead}/${entry.pass}`);
  const inWindow = (at: number) => at >= question.from && at < question.to;
  const first = (of: Entry[], stage: string | undefined) => of.find((entry) => entry.stage === stage);
  let population = [...passes.values()].filter((of) => !question.handedOff || of.some((entry) => entry.handedOff));
  if (question.basis === 'PERIOD') return period(population);
  population = population.filter((of) => inWindow(first(of, question.stages[0])?.at ?? Number.NaN));
  if (question.distinctLeads) population = firstOfEachLead(population, (of) => first(of, question.stages[0]) as Entry);
  population = population.filter((of) => {
    const start = first(of, question.stages[0]) as Entry;
    return (keep.slice?.(start) ?? true) && (keep.bucket?.(start.at) ?? true);
  });
  return question.stages.map((stage, index) => {
    const next = question.stages[index + 1];
    const inStep = population.filter((of) => first(of, stage));
    if (next === undefined) return last(stage, inStep.length);
    const reaching = [next, ...ONWARD.filter((each) => positionOf(each) > positionOf(next))];
    const seconds = inStep.flatMap((of) => {
      const reached = of.filter((entry) => reaching.includes(entry.stage)).map((entry) => entry.at);
      return reached.length === 0 ? [] : [(Math.min(...reached) - (first(of, stage) as Entry).at) / 1000];
    });
    return step(stage, inStep.length, seconds.length, seconds);
  });

  function period(of: Entry[][]): PlainStep[] {
    const entered = question.stages.map((stage) => {
      let here = of.filter((pass) => inWindow(first(pass, stage)?.at ?? Number.NaN));
      if (question.distinctLeads) here = firstOfEachLead(here, (pass) => first(pass, stage) as Entry);
      return here.filter(
        (pass) =>
          (keep.slice?.(first(pass, question.stages[0])) ?? true) &&
          (keep.bucket?.(first(pass, stage)?.at ?? 0) ?? true),
      );
    });
    return question.stages.map((stage, index) => {
      const next = entered[index + 1];
      if (!next) return last(stage, entered[index]?.length ?? 0);
      const seconds = next.flatMap((pass) => {
        const start = first(pass, stage);
        return start ? [((first(pass, question.stages[index + 1]) as Entry).at - start.at) / 1000] : [];
      });
      return step(stage, entered[index]?.length ?? 0, next.length, seconds);
    });
  }
}

/** Starts of the days in a zone that meet the window. */
export function daysOf(question: Question, zone: string): number[] {
  const days = new Set<number>();
  const end = DateTime.fromMillis(question.to, { zone });
  for (let at = DateTime.fromMillis(question.from, { zone }); at < end; at = at.plus({ minutes: 15 })) {
    days.add(at.startOf('day').toMillis());
  }
  return [...days];
}

function positionOf(stage: string): number {
  const position = ONWARD.indexOf(stage);
  return position < 0 ? Number.POSITIVE_INFINITY : position;
}

function firstOfEachLead(passes: Entry[][], start: (pass: Entry[]) => Entry): Entry[][] {
  return [...Map.groupBy(passes, (pass) => start(pass).lead).values()].map(
    (of) => of.toSorted((a, b) => start(a).at - start(b).at || start(a).pass - start(b).pass)[0] as Entry[],
  );
}

function last(stage: string, entered: number): PlainStep {
  return { stage, entered, reachedNext: null, conversion: null, medianSeconds: null, p90Seconds: null };
}

function step(stage: string, entered: number, reached: number, seconds: number[]): PlainStep {
  const sorted = entered === 0 ? [] : seconds.toSorted((a, b) => a - b);
  return {
    stage,
    entered,
    reachedNext: reached,
    conversion: entered === 0 ? null : reached / entered,
    medianSeconds: percentile(sorted, 0.5),
    p90Seconds: percentile(sorted, 0.9),
  };
}

function percentile(sorted: number[], share: number): number | null {
  if (sorted.length === 0) return null;
  const position = share * (sorted.length - 1);
  const low = sorted[Math.floor(position)] as number;
  const high = sorted[Math.ceil(position)] as number;
  return low + (high - low) * (position - Math.floor(position));
}
