import { describe, expect, it } from '@jest/globals';
import { fitLogistic } from '../../../../core/definitions/suggest/fit-logistic.js';
import { logisticLoss, probability } from '../../../../core/definitions/suggest/logistic-loss.js';
import { solveCholesky } from '../../../../core/definitions/suggest/solve-cholesky.js';
import { standardise } from '../../../../core/definitions/suggest/standardise.js';
import { fc } from '../../../helpers/fast-check.js';

const value = fc.double({ min: -3, max: 3, noNaN: true });
/** Rows of some columns with an outcome each, at least one of either kind. */
const data = fc.integer({ min: 1, max: 4 }).chain((columns) =>
  fc
    .array(fc.tuple(fc.array(value, { minLength: columns, maxLength: columns }), fc.boolean()), {
      minLength: 8,
      maxLength: 40,
    })
    .filter((rows) => rows.some(([, reached]) => reached) && rows.some(([, reached]) => !reached))
    .map((rows) => ({
      columns: Array.from({ length: columns }, (_, index) => rows.map(([values]) => values[index] as number)),
      outcomes: rows.map(([, reached]) => reached),
    })),
);

describe('logistic regression', () => {
  it('has the gradient that small steps of the loss show', () => {
    fc.assert(
      fc.property(data, fc.array(value, { minLength: 5, maxLength: 5 }), ({ columns, outcomes }, drawn) => {
        const asked = { columns: columns.map((column) => Float64Array.from(column)), outcomes, l2: 0.7 };
        const weights = Float64Array.from(drawn.slice(0, columns.length + 1));
        const { gradient } = logisticLoss(asked, weights);
        for (let index = 0; index < weights.length; index++) {
          const step = (by: number) =>
            logisticLoss(
              asked,
              weights.map((weight, at) => (at === index ? weight + by : weight)),
            ).loss;
          const slope = (step(1e-5) - step(-1e-5)) / 2e-5;
          expect(Math.abs(slope - (gradient[index] as number))).toBeLessThan(1e-4 * Math.max(1, Math.abs(slope)));
        }
      }),
    );
  });

  it('finds the place where no step makes the loss less, from any data', () => {
    fc.assert(
      fc.property(data, ({ columns, outcomes }) => {
        const fit = fitLogistic(columns, outcomes, 1);
        expect(fit.converged).toBe(true);
        const { columns: scaled, means, deviations } = standardise(columns);
        const weights = Float64Array.from([
          0,
          ...fit.weights.map((weight, index) => weight * (deviations[index] as number)),
        ]);
        weights[0] =
          fit.intercept + fit.weights.reduce((sum, weight, index) => sum + weight * (means[index] as number), 0);
        const { gradient } = logisticLoss({ columns: scaled, outcomes, l2: 1 }, weights);
        for (const slope of gradient) expect(Math.abs(slope)).toBeLessThan(1e-6);
      }),
    );
  });

  it('does not stop short where rounding makes the last steps seem to lose', () => {
    const reached = (ones: readonly number[]) => Array.from({ length: 19 }, (_, index) => ones.includes(index));
    const flat = fitLogistic([Array(19).fill(0)], reached([4, 8, 14, 15, 16, 17]), 1);
    expect(flat.converged).toBe(true);
    expect(flat.intercept).toBeCloseTo(Math.log(6 / 13), 8);
  });

  it('ends where the loss is flat to its last digit', () => {
    // of this column the rounding of the loss hides what the last steps gain
    const column = Array.from({ length: 15 }, (_, index) => (index === 11 ? -2.0471805571639922e-10 : 0));
    const outcomes = column.map((_, index) => ![1, 10, 11].includes(index));
    expect(fitLogistic([column, column.map(() => 0)], outcomes, 1).converged).toBe(true);
  });

  it('finds optima that are known: shares, and the log of odds ratios', () => {
    const outcomes = [...Array(30).fill(true), ...Array(70).fill(false)] as boolean[];
    expect(probability(fitLogistic([], outcomes, 1).intercept)).toBeCloseTo(0.3, 8);
    // of 50 that hold 40 reach it, of 50 others 10: the log of the odds ratio 16
    const holds = [...Array(50).fill(1), ...Array(50).fill(0)] as number[];
    const reached = holds.map((_, index) => (index < 50 ? index < 40 : index < 60));
    const { weights, intercept } = fitLogistic([holds], reached, 0);
    expect(weights[0]).toBeCloseTo(Math.log(16), 6);
    expect(intercept).toBeCloseTo(Math.log(0.25), 6);
  });

  it('stays finite where outcomes can be told apart, and holds weights closer to 0 the stronger it is told', () => {
    const column = Array.from({ length: 40 }, (_, index) => Number(index >= 20));
    const outcomes = column.map((one) => one === 1);
    const sizes = [0.01, 1, 100].map((l2) => {
      const { weights, converged } = fitLogistic([column], outcomes, l2);
      expect([converged, Number.isFinite(weights[0])]).toEqual([true, true]);
      return weights[0] as number;
    });
    expect(sizes[0]).toBeGreaterThan(sizes[1] as number);
    expect(sizes[1]).toBeGreaterThan(sizes[2] as number);
    expect(sizes[2]).toBeGreaterThan(0);
  });

  it('says the same of a column in other units, of one twice given, and nothing of one that never changes', () => {
    fc.assert(
      fc.property(data, fc.double({ min: 0.5, max: 50, noNaN: true }), value, ({ columns, outcomes }, by, shift) => {
        fc.pre(standardise(columns).deviations.every((deviation) => deviation > 1e-3));
        const plain = fitLogistic(columns, outcomes, 1);
        const other = fitLogistic(
          columns.map((column) => column.map((one) => one * by + shift)),
          outcomes,
          1,
        );
        for (const [index, weight] of plain.weights.entries()) {
          expect(Math.abs((other.weights[index] as number) * by - weight)).toBeLessThan(
            1e-5 * Math.max(1, Math.abs(weight)),
          );
        }
        const [first = []] = columns;
        const { weights } = fitLogistic([first, first, first.map(() => 7)], outcomes, 1);
        expect(weights[0]).toBeCloseTo(weights[1] as number, 6);
        expect(weights[2]).toBe(0);
        expect(fitLogistic(columns, outcomes, 1)).toEqual(plain);
      }),
    );
  });

  it('solves what is definite, and says so of what is not', () => {
    const solved = solveCholesky(Float64Array.from([4, 2, 2, 3]), Float64Array.from([10, 9]));
    expect([...(solved ?? [])].map((one) => Math.round(one * 1e9) / 1e9)).toEqual([1.5, 2]);
    expect(solveCholesky(Float64Array.from([1, 2, 2, 1]), Float64Array.from([1, 1]))).toBeNull();
  });
});
