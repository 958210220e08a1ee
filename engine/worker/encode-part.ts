/** Lists the firings on some rows, from whatever an encode graph gives. */
import { unreachable } from '../../domain/unreachable.js';
import { getFloat32, getInt32 } from './fetched-tensors.js';
import { disposeAll } from './held-tensors.js';
import type { HeldTensor } from './held-tensors.js';
import { listFirings } from './list-firings.js';
import type { PartFirings } from './list-firings.js';
import type { EncodeStep } from './protocol.js';
import type { Sessions } from './sessions.js';
import { strongestOfRows } from './strongest-of-rows.js';

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
      return fetchStrongest(sessions, graph, x_ND);
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
  const [rows, kept] = outputs.feature_NK.dims;
  return listFirings({
    feature_E: getInt32(outputs, 'feature_NK'),
    activation_E: getFloat32(outputs, 'strength_NK'),
    start_N: Int32Array.from({ length: rows }, (_, row) => row * kept),
    count_N: new Int32Array(rows).fill(kept),
  });
}

async function fetchStrongest(sessions: Sessions, graph: string, x_ND: HeldTensor): Promise<PartFirings> {
  const fetches = ['activation_NF', 'firings_N'];
  const outputs = await sessions.run({ graph, feeds: { x_ND }, fetches, returns: ['firings_N'] });
  try {
    return listFirings(await strongestOfRows(sessions, outputs.activation_NF, getInt32(outputs, 'firings_N')));
  } finally {
    disposeAll(Object.values(outputs));
  }
}
