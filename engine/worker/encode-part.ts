/** Lists the firings on some rows, from whatever an encode graph gives. */
import { unreachable } from '../../domain/unreachable.js';
import { takeEntriesGraph } from './built-graphs.js';
import { getFloat32, getInt32 } from './fetched-tensors.js';
import { disposeAll } from './held-tensors.js';
import type { HeldTensor } from './held-tensors.js';
import { firingsOfSelection, placesOfBits } from './list-firings.js';
import type { PackedSizes, PartFirings } from './list-firings.js';
import type { EncodeStep } from './protocol.js';
import type { Sessions } from './sessions.js';

/** Firings on the rows of `x_ND`, which is not disposed. Throws as `Sessions.run`. */
export function encodePart(
  sessions: Sessions,
  { graph, gives }: Pick<EncodeStep, 'graph' | 'gives'>,
  x_ND: HeldTensor,
): Promise<PartFirings> {
  switch (gives) {
    case 'firings':
      return fetchFirings(sessions, graph, x_ND);
    case 'selection':
      return fetchSelection(sessions, graph, x_ND);
    case 'features':
      return fetchFeatures(sessions, graph, x_ND);
    default:
      return unreachable(gives);
  }
}

async function fetchFirings(sessions: Sessions, graph: string, x_ND: HeldTensor): Promise<PartFirings> {
  const outputs = await sessions.run({ graph, feeds: { x_ND }, fetches: ['row_N', 'feature_N', 'activation_N'] });
  return {
    row_N: getInt32(outputs, 'row_N'),
    feature_N: getInt32(outputs, 'feature_N'),
    activation_N: getFloat32(outputs, 'activation_N'),
  };
}

async function fetchSelection(sessions: Sessions, graph: string, x_ND: HeldTensor): Promise<PartFirings> {
  const outputs = await sessions.run({ graph, feeds: { x_ND }, fetches: ['feature_NK', 'strength_NK'] });
  const [, kept] = outputs.feature_NK.dims;
  return firingsOfSelection(getInt32(outputs, 'feature_NK'), getFloat32(outputs, 'strength_NK'), kept);
}

async function fetchFeatures(sessions: Sessions, graph: string, x_ND: HeldTensor): Promise<PartFirings> {
  const fetches = ['activation_NF', 'fires_NC', 'blocks_NE'];
  const outputs = await sessions.run({ graph, feeds: { x_ND }, fetches, returns: ['blocks_NE'] });
  try {
    const { activation_NF, fires_NC } = outputs;
    const number_A = placesOfBits(getFloat32(outputs, 'blocks_NE'), undefined, sizesOf(outputs.blocks_NE, fires_NC));
    const fires_A = await takeEntries(sessions, fires_NC, number_A);
    const place_N = placesOfBits(fires_A, number_A, sizesOf(fires_NC, activation_NF));
    const activation_N = await takeEntries(sessions, activation_NF, place_N);
    const [, size] = activation_NF.dims;
    return {
      row_N: place_N.map((place) => Math.floor(place / size)),
      feature_N: place_N.map((place) => place % size),
      activation_N,
    };
  } finally {
    disposeAll(Object.values(outputs));
  }
}

function sizesOf(packed: HeldTensor, unpacked: HeldTensor): PackedSizes {
  return { packed: packed.dims[1], unpacked: unpacked.dims[1] };
}

async function takeEntries(sessions: Sessions, x: HeldTensor, data: Int32Array): Promise<Float32Array> {
  if (data.length === 0) return new Float32Array(0);
  const place_N = { type: 'int32', data, dims: [data.length] } as const;
  return getFloat32(
    await sessions.run({ graph: takeEntriesGraph, feeds: { x, place_N }, fetches: ['entry_N'] }),
    'entry_N',
  );
}
