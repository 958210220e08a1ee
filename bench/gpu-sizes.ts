/** How much `npm run bench:gpu` computes: what is asked of a GPU, what ends within minutes on a CPU, and what on a renderer in software. */
import { pythiaShape } from './pythia-model.js';
import type { TransformerShape } from './pythia-model.js';
import type { ResidencySizes } from './residency-world.js';

export interface DeviceSizes {
  /** Rows of both sides of the comparison. */
  readonly rows: number;
  /** D, of the comparison and of the encoding. */
  readonly width: number;
  /** Of the comparison: what is multiplied at once. */
  readonly tile: { readonly rows: number; readonly columns: number };
  /** Encoded tokens, a multiple of the piece. */
  readonly tokens: number;
  /** Tokens that are encoded at once. */
  readonly piece: number;
  /** F. */
  readonly features: number;
  /** K. */
  readonly kept: number;
  /** Side of the matrices of the ceilings. */
  readonly square: number;
  /** Steps of the chains of the ceilings. */
  readonly chain: number;
  readonly harvest: { readonly shape: TransformerShape; readonly documents: number; readonly documentTokens: number };
  readonly residency: ResidencySizes;
  /** Timed rounds, of which the fastest counts. */
  readonly rounds: number;
}

export const gpuSizes: DeviceSizes = {
  rows: 32_768,
  width: 512,
  tile: { rows: 2048, columns: 8192 },
  tokens: 65_536,
  // 64 MiB of pre-activations, as much as a harvest makes at once.
  piece: 512,
  features: 32_768,
  kept: 64,
  square: 4096,
  chain: 8,
  harvest: { shape: pythiaShape, documents: 256, documentTokens: 256 },
  residency: { model: pythiaShape, layer: 3, features: 32_768, sequences: 4, positions: 128, repeats: 5 },
  rounds: 3,
};

export const cpuSizes: DeviceSizes = {
  ...gpuSizes,
  rows: 8192,
  tokens: 4096,
  square: 2048,
  chain: 2,
  harvest: { shape: pythiaShape, documents: 64, documentTokens: 256 },
};

const softwareShape: TransformerShape = { layers: 4, width: 64, heads: 2, hidden: 256, vocabulary: 512, context: 128 };

export const softwareSizes: DeviceSizes = {
  rows: 256,
  width: 64,
  tile: { rows: 128, columns: 128 },
  tokens: 128,
  piece: 64,
  features: 512,
  kept: 8,
  square: 384,
  chain: 2,
  harvest: {
    shape: softwareShape,
    documents: 144,
    documentTokens: 64,
  },
  residency: { model: softwareShape, layer: 1, features: 512, sequences: 2, positions: 32, repeats: 2 },
  rounds: 3,
};
