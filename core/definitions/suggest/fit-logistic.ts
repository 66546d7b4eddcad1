import { type LogisticData, linear, logisticLoss, probability } from './logistic-loss.js';
import { solveCholesky } from './solve-cholesky.js';
import { standardise } from './standardise.js';

/** A fitted model: the chance is `probability(intercept + Σ weight · value)`, values as they were given. */
export interface LogisticFit {
  intercept: number;
  /** Of a column that never changes 0. */
  weights: number[];
  iterations: number;
  converged: boolean;
}

const MOST = 100;
const CLOSE = 1e-9;
const ROUNDING = 1e-12;

/**
 * Logistic regression with an L2 penalty on standardised columns, by Newton's method with halved steps: the loss is convex,
 * so that the one optimum is found, the same on every machine; with `l2` > 0 it is finite though the data be separable.
 */
export function fitLogistic(
  columns: readonly (readonly number[])[],
  outcomes: readonly boolean[],
  l2: number,
): LogisticFit {
  const { columns: scaled, means, deviations } = standardise(columns);
  const data: LogisticData = { columns: scaled, outcomes, l2 };
  let weights: Float64Array = new Float64Array(columns.length + 1);
  let { loss, gradient } = logisticLoss(data, weights);
  let iterations = 0;
  let converged = false;
  while (iterations < MOST && !converged) {
    iterations++;
    const step = solveCholesky(curvature(data, weights), gradient);
    if (!step) break;
    let size = 1;
    let next = logisticLoss(data, moved(weights, step, size));
    // near the optimum a good step may seem to raise the loss by what rounding is worth: halving it would stop short
    const rounding = ROUNDING * Math.max(1, Math.abs(loss));
    while (next.loss > loss + rounding && size > 1e-8) {
      size /= 2;
      next = logisticLoss(data, moved(weights, step, size));
    }
    weights = moved(weights, step, size);
    ({ loss, gradient } = next);
    converged = gradient.every((slope) => Math.abs(slope) <= CLOSE * Math.max(1, outcomes.length));
  }
  const own = deviations.map((deviation, index) => (deviation === 0 ? 0 : (weights[index + 1] as number) / deviation));
  const shift = own.reduce((sum, weight, index) => sum + weight * (means[index] as number), 0);
  return { intercept: (weights[0] as number) - shift, weights: own, iterations, converged };
}

function moved(weights: Float64Array, step: Float64Array, size: number): Float64Array {
  return weights.map((weight, index) => weight - size * (step[index] as number));
}

/** The matrix of second derivatives; a whisker on the intercept keeps it definite where every chance is 0 or 1. */
function curvature({ columns, outcomes, l2 }: LogisticData, weights: Float64Array): Float64Array {
  const size = weights.length;
  const matrix = new Float64Array(size * size);
  const values = new Float64Array(size);
  for (let row = 0; row < outcomes.length; row++) {
    const chance = probability(linear(columns, weights, row));
    const weight = chance * (1 - chance);
    values[0] = 1;
    for (let column = 1; column < size; column++) values[column] = columns[column - 1]?.[row] as number;
    for (let i = 0; i < size; i++) {
      const scaled = weight * (values[i] as number);
      if (scaled === 0) continue;
      for (let j = 0; j <= i; j++)
        matrix[i * size + j] = (matrix[i * size + j] as number) + scaled * (values[j] as number);
    }
  }
  for (let i = 0; i < size; i++) {
    matrix[i * size + i] = (matrix[i * size + i] as number) + (i === 0 ? 1e-9 : Math.max(l2, 1e-9));
    for (let j = 0; j < i; j++) matrix[j * size + i] = matrix[i * size + j] as number;
  }
  return matrix;
}
