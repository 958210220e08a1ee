/** Products of matrices by ONNX Runtime. */
import { Tensor } from 'onnxruntime-node';
import type { ProviderName } from '../engine.js';
import { encodeModel } from '../onnx/encode-model.js';
import type { ModelProto } from '../onnx/generated/onnx_pb.js';
import { blockRows } from '../similarity/matrix-products.js';
import type { MatrixProducts } from '../similarity/matrix-products.js';
import { buildMultiplyGraph, buildMultiplySelectedGraph, buildScreenGraph } from '../similarity/product-graphs.js';
import type { DeviceSettings } from './protocol.js';
import { createSession, sessionOptions } from './session-factory.js';

export interface OpenProducts extends MatrixProducts {
  close(): Promise<void>;
}

/** Throws what the runtime throws where it cannot load the provider. */
export async function openProducts(settings: DeviceSettings, provider: ProviderName = 'cpu'): Promise<OpenProducts> {
  const options = sessionOptions(provider, settings);
  const open = (graph: ModelProto) => createSession(encodeModel(graph), options);
  const screening = await open(buildScreenGraph());
  const multiplying = await open(buildMultiplyGraph());
  const selecting = await open(buildMultiplySelectedGraph());
  return {
    async screen({ width, code_ND, code_DM }) {
      const rows = code_ND.length / width;
      const columns = code_DM.length / width;
      const { ofRows, ofColumns } = await screening.run({
        code_ND: new Tensor('uint8', code_ND, [rows, width]),
        code_DM: new Tensor('int8', code_DM, [width, columns]),
        rowShape: toShape(rows, columns / blockRows, blockRows),
        columnShape: toShape(rows / blockRows, blockRows, columns),
      });
      return { ofRows: ofRows.data as Int32Array, ofColumns: ofColumns.data as Int32Array };
    },
    async multiplySelected({ matrix_AD, width, row_N }, b_MD) {
      const { product_NM, largest_N } = await selecting.run({
        matrix_AD: toMatrix(matrix_AD, width),
        row_N: new Tensor('int32', row_N, [row_N.length]),
        b_MD: toMatrix(b_MD, width),
      });
      return { product_NM: product_NM.data as Float32Array, largest_N: largest_N.data as Float32Array };
    },
    async multiply(a_ND, b_MD, width) {
      const { product_NM } = await multiplying.run({
        a_ND: toMatrix(a_ND, width),
        b_MD: toMatrix(b_MD, width),
      });
      return product_NM.data as Float32Array;
    },
    async close() {
      await Promise.all([screening, multiplying, selecting].map((session) => session.release()));
    },
  };
}

function toMatrix(values: Float32Array, width: number): Tensor {
  return new Tensor('float32', values, [values.length / width, width]);
}

function toShape(...dims: readonly number[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(dims, BigInt), [dims.length]);
}
