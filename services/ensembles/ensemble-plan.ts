/** What an ensemble is to be made of: the input, checked whole and looked up among the scans. */
import type { EnsembleInput } from '../../domain/classifier.js';
import { votesNeeded } from '../../domain/ensemble-votes.js';
import { ResearchError } from '../../domain/errors.js';
import type { FeatureHit, FeatureScanRecord } from '../../domain/feature-scan.js';
import type { FeatureKey } from '../../domain/feature.js';
import { parseName } from '../../domain/name.js';
import { checkOpenShare, parseInteger } from '../argument-range.js';
import type { ScanReader } from '../feature-scans/read-scans.js';

export interface EnsemblePlan {
  readonly input: EnsembleInput;
  readonly scan: FeatureScanRecord;
  /** As the scan has them. */
  readonly members: readonly FeatureHit[];
}

const mostMembers = 500;

/**
 * Throws NAME_INVALID, FEATURE_SCAN_NOT_FOUND, FEATURE_NOT_FOUND for a feature that took no part in the scan, and ARGUMENT_INVALID
 * for numbers out of range, a rule that leaves the number of votes open, and no members or too many.
 */
export function planEnsemble(given: EnsembleInput, scans: ScanReader): EnsemblePlan {
  const input = completeInput(given);
  const scan = scans.get(input.scan);
  const members = input.features ? namedMembers(input.features, scan, scans) : leaders(scan, scans);
  if (members.length > mostMembers)
    throw invalid(`The ensemble would have ${members.length} members; ${mostMembers} are allowed.`, 'features');
  if (input.atLeast !== undefined) parseInteger(input.atLeast, { least: 1, most: members.length, at: 'atLeast' });
  return { input, scan, members };
}

/** Fields in one order, so that the same input is the same text. */
function completeInput(given: EnsembleInput): EnsembleInput {
  const { name, scan, features, rule, atLeast, targetFalsePositiveRate, confidence } = given;
  const isOpen = rule === 'AT_LEAST' && atLeast === undefined;
  if (isOpen && targetFalsePositiveRate === undefined)
    throw invalid('AT_LEAST needs a number of votes, or a false-positive rate that decides it.', 'atLeast');
  if (rule !== 'AT_LEAST' && atLeast !== undefined)
    throw invalid(`"atLeast" is ${atLeast}, and the rule is ${rule}.`, 'atLeast');
  if (targetFalsePositiveRate !== undefined) checkOpenShare(targetFalsePositiveRate, 'targetFalsePositiveRate');
  checkOpenShare(confidence, 'confidence');
  return {
    ...{ name: parseName(name), scan },
    ...(features === undefined ? {} : { features: features.map(({ dictionary, index }) => ({ dictionary, index })) }),
    rule,
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(targetFalsePositiveRate === undefined ? {} : { targetFalsePositiveRate }),
    confidence,
  };
}

function namedMembers(
  features: readonly FeatureKey[],
  scan: FeatureScanRecord,
  scans: Pick<ScanReader, 'hit'>,
): FeatureHit[] {
  if (features.length === 0) throw invalid('No feature is named.', 'features');
  const names = features.map(({ dictionary, index }) => `${dictionary}#${index}`);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) throw invalid(`The feature ${twice} is named twice.`, 'features');
  if (features.length > mostMembers)
    throw invalid(`${features.length} features are named; ${mostMembers} are allowed.`, 'features');
  return features.map((feature) => scans.hit(scan, feature));
}

/** The best significant hit of each cluster. */
function leaders(scan: FeatureScanRecord, { hitsBetween }: Pick<ScanReader, 'hitsBetween'>): FeatureHit[] {
  if (scan.significant === 0)
    throw new ResearchError('ARGUMENT_INVALID', `The scan "${scan.name}" has no significant hit.`, {
      at: 'scan',
      fix: 'Name the features that are to be members, or scan more of them.',
    });
  const best = new Map<number, FeatureHit>();
  for (const hit of hitsBetween(scan, 0, scan.significant)) if (!best.has(hit.cluster)) best.set(hit.cluster, hit);
  return [...best.values()];
}

/** How many votes are enough, where the rule decides it. */
export function votesOfRule({ input, members }: EnsemblePlan): number | undefined {
  return votesNeeded(input.rule, members.length, input.atLeast);
}

function invalid(message: string, at: string): ResearchError {
  return new ResearchError('ARGUMENT_INVALID', message, { at });
}
