/** What `npm run bench:gpu` measures beside the ceilings; one line more for one more thing. */
import { measureEncoding } from './gpu-encode.js';
import { measureHarvests } from './gpu-harvest.js';
import { measureSimilarity } from './gpu-similarity.js';
import type { Measurement } from './gpu-work.js';

/** One after the other: two sessions must not use a device at once. */
export const measurements: readonly Measurement[] = [measureSimilarity, measureEncoding, measureHarvests];
