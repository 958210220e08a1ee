/** The screening of one direction alone, to measure what the second one costs. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { encodeModel } from '../engine/onnx/encode-model.js';
import { blockRows } from '../engine/similarity/matrix-products.js';
import type { MatrixProducts } from '../engine/similarity/matrix-products.js';
import { buildScreenGraph } from '../engine/similarity/product-graphs.js';
import { sessionOptions } from '../engine/worker/session-factory.js';

const ofColumns = new Set(['column_BNM', 'ofColumns', 'columnShape']);
const isOfRows = ({ name = '' }: { readonly name?: string }): boolean => !ofColumns.has(name);

/** The given products, without maxima of columns. */
export async function openOneDirection(
  products: MatrixProducts,
  threads: number,
): Promise<MatrixProducts & { close(): Promise<void> }> {
  const model = buildScreenGraph();
  const graph = model.graph!;
  graph.node = graph.node.filter(isOfRows);
  graph.output = graph.output.filter(isOfRows);
  graph.input = graph.input.filter(isOfRows);
  const session = await InferenceSession.create(encodeModel(model), sessionOptions('cpu', { threads }));
  return {
    multiply: (a_ND, b_MD, width) => products.multiply(a_ND, b_MD, width),
    multiplySelected: (a, b_MD) => products.multiplySelected(a, b_MD),
    async screen({ width, code_ND, code_DM }) {
      const [rows, columns] = [code_ND.length / width, code_DM.length / width];
      const { ofRows } = await session.run({
        code_ND: new Tensor('uint8', code_ND, [rows, width]),
        code_DM: new Tensor('int8', code_DM, [width, columns]),
        rowShape: new Tensor('int64', BigInt64Array.of(BigInt(rows), BigInt(columns / blockRows), BigInt(blockRows)), [3]), // prettier-ignore
      });
      return { ofRows: ofRows.data as Int32Array, ofColumns: new Int32Array(0) };
    },
    close: () => session.release(),
  };
}
