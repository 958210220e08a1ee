/** From an intervention as it is sent to the domain's. */
import type { Intervention } from '../domain/intervention.js';
import type { InterventionInput } from './intervention.input.js';
import { withoutNulls } from './without-nulls.js';

/** Exactly one of the six is there: the schema says so. */
export function toIntervention(input: InterventionInput): Intervention {
  const { setFeature, scaleFeature, ablateFeatures, addVector, ablateHeads, reconstruct } = input;
  if (setFeature) return { kind: 'setFeature', ...withoutNulls(setFeature) };
  if (scaleFeature) return { kind: 'scaleFeature', ...withoutNulls(scaleFeature) };
  if (ablateFeatures) return { kind: 'ablateFeatures', ...withoutNulls(ablateFeatures) };
  if (addVector) {
    const { vector, ...where } = withoutNulls(addVector);
    return { kind: 'addVector', vector_D: vector, ...where };
  }
  if (ablateHeads) return { kind: 'ablateHeads', ...withoutNulls(ablateHeads) };
  if (reconstruct) return { kind: 'reconstruct', ...reconstruct };
  throw new Error('an intervention has none of its fields');
}
