/** The engine's public door. */
export type * from './engine.js';
export { createKeptOpen } from './kept-open.js';
export { createEngine } from './create-engine.js';
export { normalGenerator } from './controls/normal-stream.js';
export { randomDictionary, type RandomDictionary } from './controls/random-dictionary.js';
export { randomizeModel } from './controls/randomize-model.js';
export { writeDictionaryWeights } from './dictionaries/canonical-weights.js';
export { readDecoderBias } from './dictionaries/decoder-bias.js';
export { dictionaryDigest } from './dictionaries/dictionary-digest.js';
export { readFeatureVectors } from './dictionaries/feature-vectors.js';
export { heldWeights } from './dictionaries/held-weights.js';
export { readDictionary } from './dictionaries/read-dictionary.js';
export { readAttentionHeads } from './models/attention-heads.js';
export { describeModelFolder } from './models/describe-model-folder.js';
export { readEndTokenIds } from './tokenizer/end-tokens.js';
export { encoderDecoderAgreement } from './similarity/agreement.js';
export type * from './similarity/comparison.js';
export { openTokenizer } from './tokenizer/open-tokenizer.js';
