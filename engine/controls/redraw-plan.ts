/** Decides for every weight matrix of a model whether it is drawn anew, and from what. */
import { ResearchError } from '../../domain/errors.js';
import type { RandomizationScheme } from '../../domain/model.js';
import { findTie } from './find-tie.js';
import type { Matrix, Tie } from './find-tie.js';
import type { WeightMatrix } from './find-weight-matrices.js';
import { measureMatrix, mostConstants } from './matrix-statistics.js';
import type { MatrixStatistics } from './matrix-statistics.js';
import { valuesOf } from './matrix-values.js';
import type { WeightFiles } from './weight-files.js';

/** A normal distribution, and the stream of random numbers: both those of the embedding where weights are tied. */
export interface Redraw {
  readonly statistics: MatrixStatistics;
  readonly stream: string;
  /** Set where the matrix is the transpose of the one whose stream it takes: the number of that one's columns. */
  readonly transposedOf?: { readonly columns: number };
}

export interface RedrawRequest {
  readonly matrices: readonly WeightMatrix[];
  readonly scheme: RandomizationScheme;
  readonly files: WeightFiles;
  /** Of the graph file, for errors. */
  readonly path: string;
  /** Told after each matrix. */
  readonly onMatrix: (name: string) => void;
}

/** What to draw for each matrix, by its name; those that are kept are left out. Throws MODEL_FILE_INVALID for weights that are not finite. */
export async function planRedraws(request: RedrawRequest): Promise<Map<string, Redraw>> {
  const { matrices, scheme, files } = request;
  const embeddings = matrices.filter(({ role }) => role === 'embedding');
  const redraws = new Map<string, Redraw>();
  for (const matrix of matrices) {
    const tied = matrix.role === 'projection' ? await findTied(matrix, embeddings, files) : undefined;
    const source = tied?.embedding ?? matrix;
    request.onMatrix(matrix.name);
    if (scheme === 'KEEP_EMBEDDINGS' && source.role === 'embedding') continue;
    const statistics = await measureMatrix(valuesOf(source.tensor, files));
    if (!Number.isFinite(statistics.standardDeviation)) throw notFinite(source, request.path);
    if (statistics.differentValues <= mostConstants) continue;
    redraws.set(matrix.name, { statistics, stream: source.name, ...transposition(tied) });
  }
  return redraws;
}

interface Tied {
  readonly embedding: WeightMatrix;
  readonly tie: Tie;
}

async function findTied(
  projection: WeightMatrix,
  embeddings: readonly WeightMatrix[],
  files: WeightFiles,
): Promise<Tied | undefined> {
  const other = findMatrix(projection, files);
  for (const embedding of embeddings) {
    const matrix = findMatrix(embedding, files);
    const tie = matrix && other && (await findTie(matrix, other));
    if (tie) return { embedding, tie };
  }
  return undefined;
}

function findMatrix({ tensor }: WeightMatrix, files: WeightFiles): Matrix | undefined {
  if (tensor.dims.length !== 2) return undefined;
  const [rows, columns] = tensor.dims.map(Number);
  return { rows, columns, values: valuesOf(tensor, files) };
}

function transposition(tied: Tied | undefined): Pick<Redraw, 'transposedOf'> {
  if (tied?.tie !== 'transposed') return {};
  return { transposedOf: { columns: Number(tied.embedding.tensor.dims[1]) } };
}

function notFinite({ name }: WeightMatrix, path: string): ResearchError {
  return new ResearchError('MODEL_FILE_INVALID', `The weights "${name}" of ${path} hold a value that is not finite.`, {
    at: path,
  });
}
