/** For every row of two sides the row of the other side with the largest cosine: both directions in one sweep. */
import { BestRows } from './best-rows.js';
import { sweepOnDevice } from './max-cosines-on-device.js';
import type { MatrixProducts } from './matrix-products.js';
import { toColumnCodes, toRowCodes } from './quantise.js';
import { paddedCount, panelRowsOf, screenPanel } from './screen.js';
import type { CodedSides } from './screen.js';
import { settle } from './settle.js';
import { asPart } from './share.js';
import type { Work } from './share.js';
import type { UnitRows } from './unit-rows.js';

export interface MaxCosines {
  readonly ofRows: BestRows;
  readonly ofColumns: BestRows;
}

/** Of the work of a panel; measured, and only told to whoever waits. */
const shareOfScreening = 0.8;

export interface MaxCosinesOptions {
  readonly products: MatrixProducts;
  /** Bound on the maxima that are kept between screening and settling. */
  readonly panelBytes?: number;
}

export async function* maxCosines(rows: UnitRows, columns: UnitRows, options: MaxCosinesOptions): Work<MaxCosines> {
  const found = { ofRows: new BestRows(rows, columns), ofColumns: new BestRows(columns, rows) };
  if (rows.count === 0 || columns.count === 0) return found;
  const { device } = options.products;
  if (device) {
    yield* sweepOnDevice({ ...found, tileMaxima: device.tileMaxima });
    return found;
  }
  const sides = codeSides(rows, columns, options.panelBytes);
  const padded = paddedCount(sides.rows);
  const { panelRows } = sides;
  const { products } = options;
  for (let firstRow = 0; firstRow < padded; firstRow += panelRows) {
    const end = Math.min(firstRow + panelRows, padded);
    yield* asPart(comparePanel({ sides, products, found, firstRow }), firstRow / padded, end / padded);
  }
  return found;
}

function codeSides(rows: UnitRows, columns: UnitRows, panelBytes?: number): CodedSides {
  const columnCodes = toColumnCodes(columns);
  const panelRows = panelRowsOf(paddedCount(columnCodes), panelBytes);
  return { width: rows.width, panelRows, rows: toRowCodes(rows), columns: columnCodes };
}

interface Panel {
  readonly sides: CodedSides;
  readonly products: MatrixProducts;
  readonly found: MaxCosines;
  readonly firstRow: number;
}

async function* comparePanel({ sides, products, found, firstRow }: Panel): Work<void> {
  const maxima = yield* asPart(screenPanel(sides, products, firstRow), 0, shareOfScreening);
  const middle = (1 + shareOfScreening) / 2;
  const { rows, columns } = sides;
  const ofRows = { best: found.ofRows, maxima: maxima.ofRows, ownScales: rows, otherScales: columns, products };
  yield* asPart(settle(ofRows), shareOfScreening, middle);
  const ofColumns = {
    best: found.ofColumns,
    maxima: maxima.ofColumns,
    ownScales: columns,
    otherScales: rows,
    products,
  };
  yield* asPart(settle(ofColumns), middle, 1);
}
