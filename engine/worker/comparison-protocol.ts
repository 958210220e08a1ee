/** What the main thread asks a worker that compares dictionaries, and what the worker answers. */
import type { ErrorCode } from '../../domain/errors.js';
import type {
  Baseline,
  BaselineRequest,
  Comparison,
  Matching,
  NearestFeatures,
  NearestRequest,
  VectorPair,
} from '../similarity/comparison.js';

/** Done in pieces, one a question, so that it can be given up between them; another start gives it up. */
export type PiecemealStart =
  | { readonly kind: 'compare' | 'match'; readonly request: VectorPair }
  | { readonly kind: 'baseline'; readonly request: BaselineRequest };

/** Answered at once. */
export interface NearestQuestion {
  readonly kind: 'nearest';
  readonly request: NearestRequest;
}

export type ComparisonQuestion = PiecemealStart | NearestQuestion | { readonly kind: 'continue' };

export type ComparisonResult = Comparison | Matching | Baseline | NearestFeatures[];

export type ComparisonReply =
  | { readonly kind: 'working'; readonly share: number }
  | { readonly kind: 'done'; readonly result: ComparisonResult }
  | {
      readonly kind: 'refused';
      readonly code: ErrorCode;
      readonly message: string;
      readonly at: string | undefined;
      readonly fix: string;
    }
  | { readonly kind: 'failed'; readonly message: string };
