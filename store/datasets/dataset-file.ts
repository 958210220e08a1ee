/** The content of a data set as bytes: a line of JSON with the group columns, then `[text, label, groups, split]` a line. */
import type { DatasetContent, DatasetRow } from '../../domain/dataset.js';

type StoredRow = readonly [text: string, label: string, groups: readonly string[], split: string | null];

const rowsAtOnce = 1000;

/** Equal contents give equal bytes. In pieces, since a string cannot hold what a file can. */
export function* encodeDataset({ groupColumns, rows }: DatasetContent): Generator<Buffer> {
  yield Buffer.from(`${JSON.stringify({ groupColumns })}\n`);
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    yield Buffer.from(
      rows
        .slice(from, from + rowsAtOnce)
        .map(encodeRow)
        .join(''),
    );
  }
}

/** Of bytes that encodeDataset made; anything else gives nonsense or throws. */
export function decodeDataset(bytes: Buffer): DatasetContent {
  const lines = linesOf(bytes);
  const head = lines.next();
  const { groupColumns } = JSON.parse(head.done === true ? '' : head.value) as Pick<DatasetContent, 'groupColumns'>;
  return { groupColumns, rows: Array.from(lines, decodeRow) };
}

function encodeRow({ text, label, groups, split }: DatasetRow): string {
  return `${JSON.stringify([text, label, groups, split] satisfies StoredRow)}\n`;
}

function decodeRow(line: string): DatasetRow {
  const [text, label, groups, split] = JSON.parse(line) as StoredRow;
  return { text, label, groups, split };
}

function* linesOf(bytes: Buffer): Generator<string> {
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf('\n', from);
    if (end < 0) throw new Error('the last line is cut off');
    yield bytes.toString('utf8', from, end);
    from = end + 1;
  }
}
