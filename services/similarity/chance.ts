/** What chance gives for a shape: drawn once, then kept. */
import type { ChanceRecord, ChanceValues } from '../../domain/similarity.js';
import type { Baseline, ComparisonOptions, DictionaryComparer } from '../../engine/index.js';
import { createSortableId } from '../../store/sortable-id.js';
import type { Store } from '../../store/store.js';

/** How random vectors are always drawn. */
export const drawing = { seed: 0, draws: 8 } as const;

export interface ChanceSource {
  readonly store: Pick<Store, 'chances'>;
  readonly engine: Pick<DictionaryComparer, 'compareRandomVectors'>;
}

/** How many vectors are on each side, and how wide they are. */
export interface ComparedShape {
  readonly truthCount: number;
  readonly queryCount: number;
  readonly width: number;
}

/** Of a shape and of the same shape turned round, one is drawn. Throws CANCELLED and ENGINE_CRASHED. */
export async function getChance(
  source: ChanceSource,
  shape: ComparedShape,
  options: ComparisonOptions,
): Promise<ChanceValues> {
  if (shape.truthCount <= shape.queryCount) return findOrDraw(source, shape, options);
  const turned = { ...shape, truthCount: shape.queryCount, queryCount: shape.truthCount };
  return turnChance(await findOrDraw(source, turned, options));
}

function turnChance(chance: ChanceValues): ChanceValues {
  return {
    randomBaseline: chance.reverseBaseline,
    randomDeviation: chance.reverseDeviation,
    reverseBaseline: chance.randomBaseline,
    reverseDeviation: chance.randomDeviation,
  };
}

async function findOrDraw(
  { store, engine }: ChanceSource,
  shape: ComparedShape,
  options: ComparisonOptions,
): Promise<ChanceValues> {
  const { truthCount, queryCount, width } = shape;
  const { seed, draws } = drawing;
  const subject = [`${truthCount} and ${queryCount} of width ${width}, seed ${seed}, ${draws} draws`];
  const [found] = store.chances.list(subject);
  if (found) return valuesOf(found);
  const chance = toChance(await engine.compareRandomVectors({ ...shape, seed, draws }, options));
  store.chances.add({ id: createSortableId(Date.now()), ...chance }, subject);
  return chance;
}

export function valuesOf({
  randomBaseline,
  randomDeviation,
  reverseBaseline,
  reverseDeviation,
}: ChanceRecord): ChanceValues {
  return { randomBaseline, randomDeviation, reverseBaseline, reverseDeviation };
}

export function toChance({ meanMaxCosine, reverse }: Baseline): ChanceValues {
  return {
    randomBaseline: meanMaxCosine.mean,
    randomDeviation: meanMaxCosine.deviation,
    reverseBaseline: reverse.mean,
    reverseDeviation: reverse.deviation,
  };
}
