/** The engine's public door. */
export type * from './engine.js';
export { createEngine } from './create-engine.js';
export { describeModelFolder } from './models/describe-model-folder.js';
