/** Every definition of a metric by its id, in the order in which they are served. */
import { dictionaryLearning } from './dictionary-learning.js';
import { otherLibraries } from './other-libraries.js';
import { saebench } from './saebench.js';
import { saelens } from './saelens.js';
import { saeql } from './saeql.js';
import type { Variant } from './variant.js';

export const variants: readonly Variant[] = [
  ...dictionaryLearning,
  ...saelens,
  ...saebench,
  ...otherLibraries,
  ...saeql,
];
