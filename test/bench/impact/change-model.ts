import type { Files } from '../../../core/definitions/tree.js';
import type { ScoringModel } from '../../../core/scoring/model.js';

const MODEL = 'models/hundred-point.json';

/** The change the benches try: MQLs at 75 instead of 60 points, and 20 instead of 25 for looking at the price twice. */
export function changeModel(files: Files): Files {
  const model = JSON.parse(files[MODEL] as string) as ScoringModel;
  const [mql] = model.thresholds;
  if (mql) mql.when = { score: 'total', atLeast: 75 };
  for (const rule of model.rules) if (rule.key === 'pricing-twice-a-week') rule.points = 20;
  return { [MODEL]: JSON.stringify(model, null, 2) };
}
