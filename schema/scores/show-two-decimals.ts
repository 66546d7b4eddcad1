import { defaultFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { toMicro } from '../../core/scoring/micro.js';

/** The fields that are points of a score. */
const POINTS: Record<string, string[]> = {
  Score: ['value'],
  ScoreValue: ['value', 'raw'],
  ScoreContribution: ['points'],
  ScorePoint: ['value'],
  ScoreChange: ['before', 'after'],
  ThresholdCrossing: ['scoreBefore', 'scoreAfter'],
  StageTransition: ['score'],
  Account: ['topScore'],
};

/** Makes every field that is points show two decimals, halves away from zero; thresholds compare all of them. */
export function showTwoDecimals(schema: GraphQLSchema): void {
  for (const [name, fields] of Object.entries(POINTS)) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`the schema has no type ${name}`);
    for (const key of fields) {
      const field = type.getFields()[key];
      if (!field) throw new Error(`the schema has no field ${name}.${key}`);
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (...asked) => {
        const points: unknown = resolve(...asked);
        return points instanceof Promise ? points.then(shown) : shown(points);
      };
    }
  }
}

function shown(points: unknown): unknown {
  if (typeof points !== 'number') return points;
  const cents = Math.round(Math.abs(toMicro(points)) / 1e4) / 100;
  return points < 0 && cents > 0 ? -cents : cents;
}
