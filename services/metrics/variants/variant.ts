/** A definition of a metric as one library or paper has it. */
import type { CorpusMeans } from '../corpus-means.js';

/** docs/metrics.md has the formula, its source and what to compare it with. */
export interface Variant {
  /** Its id: library, version or year where the library changed it, and the library's own name of it. */
  readonly definition: string;
  /** Not finite where it is not defined. Where the library averages batches, the corpus is one batch. */
  readonly of: (means: CorpusMeans) => number;
}
