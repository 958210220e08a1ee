/** What a careful reader of a scan must know, as data. docs/feature-scans.md has the definition of every code. */
import type { Guard } from '../../domain/dataset.js';
import type { PooledFeatures } from '../../domain/pooled-activations.js';
import { bestWord, logArrangements, mostClusteredOf, readWords, type ScanResult } from '../../engine/index.js';
import type { ScanRows } from './scan-rows.js';
import type { ScanPlan } from './scan-plan.js';

export interface FinishedScan {
  readonly plan: ScanPlan;
  readonly rows: ScanRows;
  /** One a dictionary. */
  readonly pooled: readonly PooledFeatures[];
  readonly found: ScanResult;
}

const fewestRows = 30;
/** A difference of AUROC that nobody would call one. */
const margin = 0.01;
/** Hits that are looked at for ties. */
const lookedAt = 20;
const mostSilent = 0.8;

export function warningsOfScan(scan: FinishedScan): Guard[] {
  return [
    ...fewRows(scan),
    ...fewArrangements(scan),
    ...nullNotBeaten(scan),
    ...tiesDominate(scan),
    ...wordMatches(scan),
    ...randomMatches(scan),
    ...clustersCut(scan),
  ];
}

function fewRows({ rows: { parts } }: FinishedScan): Guard[] {
  const names = { fit: 'fitting', calibrate: 'calibration', test: 'test' } as const;
  return (['fit', 'calibrate', 'test'] as const).flatMap((part): Guard[] => {
    const { positives, count } = parts[part];
    const fewer = Math.min(positives, count - positives);
    if (fewer >= fewestRows) return [];
    const message = `The ${names[part]} part has ${positives} positive and ${count - positives} negative rows; below ${fewestRows} of either, figures say little.`;
    return [{ code: 'SPARSE_GROUP', message }];
  });
}

function fewArrangements({ plan, rows: { parts, group_N } }: FinishedScan): Guard[] {
  const { permutations } = plan.input;
  const ways = Math.round(Math.exp(logArrangements({ isPositive_N: parts.fit.isPositive_N, group_N })));
  if (ways > permutations) return [];
  const message = `Permuted by group, the labels of the fitting part can be given in ${ways} ways, fewer than ${permutations} permutations: no p-value can be much below ${(1 / ways).toPrecision(2)}.`;
  return [{ code: 'FEW_ARRANGEMENTS', message }];
}

function nullNotBeaten({ found: { significant, nullAuroc, arrays } }: FinishedScan): Guard[] {
  if (significant > 0) return [];
  const best = arrays.feature_N.length === 0 ? 'none took part' : `the best has ${arrays.fitAuroc_N[0].toFixed(3)}`;
  const message = `No feature beats what permuted labels reach over the whole scan, an AUROC of ${nullAuroc.toFixed(3)}: ${best}.`;
  return [{ code: 'NULL_NOT_BEATEN', message }];
}

function tiesDominate({ rows: { parts }, pooled, found }: FinishedScan): Guard[] {
  const { dictionary_N, feature_N } = found.arrays;
  const looked = Math.min(lookedAt, Math.max(found.significant, 1), feature_N.length);
  const silent = Array.from({ length: looked }, (_, n) => {
    const firings = countFirings(pooled[dictionary_N[n]], feature_N[n], parts.fit.place_R);
    return firings < (1 - mostSilent) * parts.fit.count;
  }).filter((isSilent) => isSilent).length;
  if (2 * silent <= looked) return [];
  const message = `${silent} of the best ${looked} features are silent on more than ${100 * mostSilent}% of the fitting part: their AUROC says mostly whether they fire.`;
  return [{ code: 'TIES_DOMINATE', message }];
}

function countFirings({ start_F, row_N }: PooledFeatures, feature: number, place_R: Int32Array): number {
  return row_N.subarray(start_F[feature], start_F[feature + 1]).filter((row) => place_R[row] >= 0).length;
}

/** The word is chosen on the fitting part, as the features are, and both are compared on the test part. */
function wordMatches({ rows, found: { arrays } }: FinishedScan): Guard[] {
  if (arrays.feature_N.length === 0) return [];
  const textsOf = (part: Uint32Array): string[] => Array.from(part, (row) => rows.content.rows[row].text);
  const best = bestWord(readWords(textsOf(rows.fit)), rows.parts.fit.isPositive_N);
  if (best === undefined) return [];
  const area = areaOfWord(best.word, textsOf(rows.test), rows.parts.test.isPositive_N);
  const signed = best.auroc < 0.5 ? 1 - area : area;
  if (signed < arrays.auroc_N[0] - margin) return [];
  const message = `The word "${best.word.slice(0, 60)}" alone has an AUROC of ${signed.toFixed(3)} on the test part, the best feature ${arrays.auroc_N[0].toFixed(3)}.`;
  return [{ code: 'TOKEN_BASELINE_MATCHES', message }];
}

function areaOfWord(word: string, texts: readonly string[], isPositive_N: Uint8Array): number {
  const { ofTexts, words } = readWords(texts);
  const number = words.indexOf(word);
  const [rows, having] = [[0, 0], [0, 0]]; // prettier-ignore
  ofTexts.forEach((numbers, text) => {
    rows[isPositive_N[text]]++;
    if (number >= 0 && numbers.includes(number)) having[isPositive_N[text]]++;
  });
  return 0.5 + (having[1] / rows[1] - having[0] / rows[0]) / 2;
}

/** Places ascend with rank, so that the first of a dictionary is its best. */
function randomMatches({ plan: { dictionaries }, found: { arrays } }: FinishedScan): Guard[] {
  const isRandom = (place: number): boolean => dictionaries[place].architecture === 'RANDOM';
  const random = arrays.dictionary_N.findIndex((place) => isRandom(place));
  const learnt = arrays.dictionary_N.findIndex((place) => !isRandom(place));
  if (random < 0 || learnt < 0 || arrays.auroc_N[random] < arrays.auroc_N[learnt] - margin) return [];
  const message = `The best feature of a random dictionary has an AUROC of ${arrays.auroc_N[random].toFixed(3)} on the test part, the best of the others ${arrays.auroc_N[learnt].toFixed(3)}.`;
  return [{ code: 'RANDOM_DICTIONARY_MATCHES', message }];
}

function clustersCut({ rows: { parts }, found: { significant } }: FinishedScan): Guard[] {
  const most = mostClusteredOf(parts.fit.count);
  if (significant <= most) return [];
  const message = `The best ${most} of ${significant} significant features were clustered; each of the others counts as a cluster of its own.`;
  return [{ code: 'CLUSTERS_CUT', message }];
}
