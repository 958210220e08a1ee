/** The part of a graph that rounds values so that sums of them are the same in every order and grouping. */
import type { GraphPart } from '../dictionaries/graph-part.js';
import { node } from '../onnx/build-graph.js';
import { DataType } from '../onnx/data-types.js';
import { float32Tensor } from '../onnx/tensor.js';

/**
 * From float64 `values` to `rounded`, multiples of 2^-30: float64 adds them without rounding while sums are below 2^23. Each
 * is changed by 2^-31 at most, by which a mean over tokens is off by far less.
 */
export function summableValues(values: string, rounded: string): GraphPart {
  return {
    nodes: [
      node('Cast', ['summable.perUnit'], ['summable.perUnit64'], { to: DataType.DOUBLE }),
      node('Mul', [values, 'summable.perUnit64'], [`${rounded}.scaled`]),
      node('Round', [`${rounded}.scaled`], [`${rounded}.whole`]),
      node('Div', [`${rounded}.whole`, 'summable.perUnit64'], [rounded]),
    ],
    initializers: [float32Tensor('summable.perUnit', [], Float32Array.of(2 ** 30))],
  };
}
