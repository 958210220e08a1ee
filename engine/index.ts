/** The engine's public door. */
export type * from './engine.js';
export { createKeptOpen } from './kept-open.js';
export { createEngine } from './create-engine.js';
export { createNormalStream, normalGenerator } from './controls/normal-stream.js';
export { randomDictionary, type RandomDictionary } from './controls/random-dictionary.js';
export { randomizeModel } from './controls/randomize-model.js';
export { writeDictionaryWeights } from './dictionaries/canonical-weights.js';
export { readDecoderBias } from './dictionaries/decoder-bias.js';
export { dictionaryDigest } from './dictionaries/dictionary-digest.js';
export { readFeatureVectors } from './dictionaries/feature-vectors.js';
export { heldWeights } from './dictionaries/held-weights.js';
export { identityDictionary } from './dictionaries/identity-dictionary.js';
export { openInt8Dictionary, type Int8Dictionary } from './dictionaries/int8-dictionary.js';
export { readDictionary } from './dictionaries/read-dictionary.js';
export { tellPrecision } from './dictionaries/weight-dtype.js';
export { readAttentionHeads } from './models/attention-heads.js';
export { candidatesForC, chooseC, type ChosenC } from './probes/choose-c.js';
export { fitLogistic, gradientTolerance, maxIterations, type FittedLogistic } from './probes/fit-logistic.js';
export { selectRows, type LabelledRows } from './probes/labelled-rows.js';
export { massMeanDirection } from './probes/mass-mean.js';
export { pauseFor, type Pause } from './probes/pause.js';
export { fitPlatt, type PlattScaling } from './probes/platt.js';
export { describeModelFolder } from './models/describe-model-folder.js';
export { readEndTokenIds } from './tokenizer/end-tokens.js';
export { effectiveVoters } from './scan/error-clusters.js';
export { mostClusteredOf } from './scan/judge-features.js';
export { createLabelPermuter, logArrangements } from './scan/label-permutations.js';
export { toPartRows, type PartRows, type ScannedParts } from './scan/part-rows.js';
export type { Candidates } from './scan/rank-features.js';
export { scanFeatures, significanceLevel, type ScanOptions, type ScanResult } from './scan/scan-features.js';
export { countVotes, memberVotes, type MemberVotes } from './scan/member-votes.js';
export { encoderDecoderAgreement } from './similarity/agreement.js';
export type * from './similarity/comparison.js';
export { scoreRow, scoreRows } from './probes/probe-score.js';
export { auroc, chanceAurocDeviation } from './statistics/auroc.js';
export { calibrationReport } from './statistics/calibration-error.js';
export * from './statistics/confusion.js';
export { chanceCramersV, cramersV } from './statistics/cramers-v.js';
export { delong, estimateArea } from './statistics/delong.js';
export { simultaneousWilson } from './statistics/simultaneous-wilson.js';
export { wilson, wilsonBounds } from './statistics/wilson.js';
export { bestWord } from './texts/best-word.js';
export { linkNearDuplicates } from './texts/near-duplicates.js';
export { shinglesOf } from './texts/shingles.js';
export { readWords, type Words } from './texts/words.js';
export {
  negativesNeeded,
  orderStatisticRank,
  orderStatisticThreshold,
  type WantedRate,
} from './statistics/order-statistic-threshold.js';
export { openTokenizer } from './tokenizer/open-tokenizer.js';
