/** Lines up rows of text in columns. */

/** The rows as lines, columns two spaces apart; the last column is not padded. */
export function toTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column])))
      .join('  ')
      .trimEnd(),
  );
}

/** A titled table, or the title with a remark when there are no rows; ends with an empty line. */
export function toSection(title: string, header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [`${title}: none`, ''];
  return [title, ...toTable(header, rows).map((line) => `  ${line}`), ''];
}
