/** The columns, what became of each row, and how strongly weights are held to 0; the intercept is not. */
export interface LogisticData {
  columns: readonly Float64Array[];
  outcomes: readonly boolean[];
  /** Of the loss summed over rows: ½ · l2 · Σ weight². */
  l2: number;
}

/** The loss that is made least, negative log likelihood plus penalty, and its gradient; `weights[0]` is the intercept. */
export function logisticLoss(data: LogisticData, weights: Float64Array): { loss: number; gradient: Float64Array } {
  const { columns, outcomes, l2 } = data;
  const gradient = new Float64Array(weights.length);
  let loss = 0;
  for (let row = 0; row < outcomes.length; row++) {
    const z = linear(columns, weights, row);
    // log(1 + e^z) without overflow
    loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - (outcomes[row] ? z : 0);
    const error = probability(z) - (outcomes[row] ? 1 : 0);
    gradient[0] = (gradient[0] as number) + error;
    for (let column = 0; column < columns.length; column++) {
      gradient[column + 1] = (gradient[column + 1] as number) + error * (columns[column]?.[row] as number);
    }
  }
  for (let index = 1; index < weights.length; index++) {
    const weight = weights[index] as number;
    loss += (l2 * weight * weight) / 2;
    gradient[index] = (gradient[index] as number) + l2 * weight;
  }
  return { loss, gradient };
}

/** Intercept and weighted columns of a row. */
export function linear(columns: readonly Float64Array[], weights: Float64Array, row: number): number {
  let z = weights[0] as number;
  for (let column = 0; column < columns.length; column++) {
    z += (weights[column + 1] as number) * (columns[column]?.[row] as number);
  }
  return z;
}

/** The logistic function, for any finite number. */
export function probability(z: number): number {
  return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
}
