/** Association of two columns of categories. */

/**
 * Cramér's V of two columns, as the number of each row's category: 0 for independent ones, 1 where one determines the other.
 * Not corrected for bias, so that chance alone gives about `chanceCramersV`. 0 where a column has one category only.
 *
 * @source H. Cramér, Mathematical Methods of Statistics (1946), 21.9: sqrt(chi2 / (n min(r - 1, c - 1))), without Yates'
 * correction, as scipy.stats.contingency.association(method="cramer")
 */
export function cramersV(a_N: Uint32Array, b_N: Uint32Array): number {
  const [rows, columns] = [countsOf(a_N), countsOf(b_N)];
  const shorter = Math.min(rows.length, columns.length) - 1;
  if (shorter < 1) return 0;
  // chi2 / n = sum over cells of observed^2 / (row total x column total), minus 1; empty cells add nothing.
  let sum = 0;
  for (const [cell, observed] of cellsOf(a_N, b_N, columns.length)) {
    const [a, b] = [Math.floor(cell / columns.length), cell % columns.length];
    sum += (observed / rows[a]) * (observed / columns[b]);
  }
  return Math.sqrt(Math.min(1, Math.max(0, sum - 1) / shorter));
}

/** Cramér's V that independent columns have on average (root mean square): chi2 is then near (r - 1)(c - 1) n / (n - 1). */
export function chanceCramersV(rows: number, aCategories: number, bCategories: number): number {
  const longer = Math.max(aCategories, bCategories) - 1;
  return rows < 2 ? 1 : Math.min(1, Math.sqrt(longer / (rows - 1)));
}

/** Rows of each category, which are numbered from 0 without gaps. */
function countsOf(category_N: Uint32Array): number[] {
  const counts: number[] = [];
  for (const category of category_N) counts[category] = (counts[category] ?? 0) + 1;
  return counts;
}

function cellsOf(a_N: Uint32Array, b_N: Uint32Array, columns: number): Map<number, number> {
  const cells = new Map<number, number>();
  a_N.forEach((a, row) => {
    const cell = a * columns + b_N[row];
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  });
  return cells;
}
