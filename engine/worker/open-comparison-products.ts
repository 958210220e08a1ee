/** What comparisons multiply with: tiles on a device where one is wanted and works, everything else on the CPU. */
import { Tensor } from 'onnxruntime-node';
import type { InferenceSession } from 'onnxruntime-node';
import { encodeModel } from '../onnx/encode-model.js';
import { buildTileMaximaGraph } from '../similarity/product-graphs.js';
import type { Largest, TileMaxima } from '../similarity/matrix-products.js';
import { isMemoryExhausted, MemoryExhausted } from './memory-exhausted.js';
import { openProducts } from './open-products.js';
import type { OpenProducts } from './open-products.js';
import type { WorkerSettings } from './protocol.js';
import { createSession, sessionOptions } from './session-factory.js';

/** By the first provider that creates a session; on the CPU nothing is added to its products. Throws what the runtime throws. */
export async function openComparisonProducts(settings: WorkerSettings): Promise<OpenProducts> {
  const session = await openOnDevice(settings);
  const products = await openProducts(settings);
  if (!session) return products;
  return {
    ...products,
    device: { provider: settings.providers[0], tileMaxima: tileMaximaOf(session) },
    async close() {
      await Promise.all([session.release(), products.close()]);
    },
  };
}

/** Undefined where the CPU is to compute. */
async function openOnDevice(settings: WorkerSettings): Promise<InferenceSession | undefined> {
  const { providers } = settings;
  const [first] = providers;
  if (first === 'cpu') return undefined;
  try {
    return await createSession(encodeModel(buildTileMaximaGraph()), sessionOptions(first, settings));
  } catch (error) {
    if (providers.includes('cpu')) return undefined;
    throw error;
  }
}

/** The maxima of the tiles that a session of the tile graph multiplies. */
export function tileMaximaOf(session: InferenceSession): TileMaxima {
  return async (a_ND, b_MD, width) => {
    const feeds = {
      a_ND: new Tensor('float32', a_ND, [a_ND.length / width, width]),
      b_MD: new Tensor('float32', b_MD, [b_MD.length / width, width]),
    };
    const { ofRows, rowPlace, ofColumns, columnPlace } = await session.run(feeds).catch((error: unknown) => {
      throw isMemoryExhausted(error) ? new MemoryExhausted(error) : error;
    });
    return { ofRows: toLargest(ofRows, rowPlace), ofColumns: toLargest(ofColumns, columnPlace) };
  };
}

function toLargest(largest: Tensor, place: Tensor): Largest {
  const place_N = Int32Array.from(place.data as BigInt64Array, Number);
  return { largest_N: largest.data as Float32Array, place_N };
}
