/** Interventions as users name them, read into edits of activations. */
import { ResearchError } from '../../domain/errors.js';
import { getHookPoint } from '../../domain/hook-point.js';
import type { Intervention } from '../../domain/intervention.js';
import { unreachable } from '../../domain/unreachable.js';
import type { ActivationEdit } from '../../engine/engine.js';
import { ablateFeatures } from './ablate-features.js';
import { ablateHeads } from './ablate-heads.js';
import type { GivenEdits } from './given-edits.js';
import type { InterventionReading, PlacedReading } from './intervention-reading.js';

/** Of one request. */
const mostInterventions = 128;

/**
 * One entry an intervention. Throws ARGUMENT_INVALID for too many, for numbers that float32 cannot hold and for a vector of
 * another width; what `KnownDictionaries`, `getHookPoint` and the means throw; each with the intervention's place.
 */
export async function readInterventions(
  interventions: readonly Intervention[],
  reading: InterventionReading,
): Promise<GivenEdits[]> {
  if (interventions.length > mostInterventions)
    throw invalid(
      `There are ${interventions.length} interventions; ${mostInterventions} are allowed.`,
      'interventions',
    );
  const given: GivenEdits[] = [];
  for (const [n, intervention] of interventions.entries()) {
    const at = `interventions[${n}]`;
    const edits = await readIntervention(intervention, { ...reading, at });
    given.push({ edits, at, ...('positions' in intervention && { positions: intervention.positions }) });
  }
  return given;
}

async function readIntervention(intervention: Intervention, reading: PlacedReading): Promise<ActivationEdit[]> {
  const { known, at } = reading;
  switch (intervention.kind) {
    case 'setFeature':
      return [featureEdit(intervention, { factor: 0, offset: toFloat32(intervention.value, `${at}.value`) }, reading)];
    case 'scaleFeature':
      return [
        featureEdit(intervention, { factor: toFloat32(intervention.factor, `${at}.factor`), offset: 0 }, reading),
      ];
    case 'ablateFeatures':
      return ablateFeatures(intervention, reading);
    case 'addVector':
      return [vectorEdit(intervention, reading)];
    case 'ablateHeads':
      return ablateHeads(intervention, reading);
    case 'reconstruct':
      return [{ kind: 'reconstruction', dictionary: known.files(known.get(intervention.dictionary, at)) }];
    default:
      return unreachable(intervention);
  }
}

function featureEdit(
  { feature }: Extract<Intervention, { readonly kind: 'setFeature' | 'scaleFeature' }>,
  change: { readonly factor: number; readonly offset: number },
  { known, at }: PlacedReading,
): ActivationEdit {
  const dictionary = known.get(feature.dictionary, at);
  known.checkIndices(dictionary, [feature.index], at);
  return {
    kind: 'feature',
    dictionary: known.files(dictionary),
    index: feature.index,
    ...change,
    positions: undefined,
  };
}

function vectorEdit(
  { hookPoint: wanted, vector_D }: Extract<Intervention, { readonly kind: 'addVector' }>,
  { model, at }: PlacedReading,
): ActivationEdit {
  const hookPoint = getHookPoint(wanted, model.hookPoints, at);
  if (vector_D.length !== hookPoint.width)
    throw invalid(`The vector is ${vector_D.length} wide; "${hookPoint.name}" is ${hookPoint.width}.`, `${at}.vector`);
  const broken = vector_D.findIndex((value) => !Number.isFinite(value));
  if (broken >= 0) throw invalid(`The vector holds ${vector_D[broken]} at ${broken}.`, `${at}.vector`);
  return { kind: 'vector', hookPoint: hookPoint.name, vector_D, positions: undefined };
}

function toFloat32(value: number, at: string): number {
  const rounded = Math.fround(value);
  if (!Number.isFinite(rounded)) throw invalid(`${value} is no number that float32 can hold.`, at);
  return rounded;
}

function invalid(message: string, at: string): ResearchError {
  return new ResearchError('ARGUMENT_INVALID', message, { at });
}
