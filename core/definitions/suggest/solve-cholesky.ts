/** Solves `matrix · x = right` for a symmetric positive definite matrix, row by row in one array; null where it is none. */
export function solveCholesky(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const size = right.length;
  const lower = Float64Array.from(matrix);
  const at = (row: number, column: number) => lower[row * size + column] as number;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = at(row, column);
      for (let k = 0; k < column; k++) sum -= at(row, k) * at(column, k);
      if (row === column && !(sum > 0)) return null;
      lower[row * size + column] = row === column ? Math.sqrt(sum) : sum / at(column, column);
    }
  }
  const solved = Float64Array.from(right);
  for (let row = 0; row < size; row++) {
    let sum = solved[row] as number;
    for (let k = 0; k < row; k++) sum -= at(row, k) * (solved[k] as number);
    solved[row] = sum / at(row, row);
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = solved[row] as number;
    for (let k = row + 1; k < size; k++) sum -= at(k, row) * (solved[k] as number);
    solved[row] = sum / at(row, row);
  }
  return solved;
}
