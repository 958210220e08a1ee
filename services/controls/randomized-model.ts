/** A model's control as it is registered. */
import { ResearchError } from '../../domain/errors.js';
import type { RandomizedModelInput } from '../../domain/job.js';
import type { ModelRecord, RandomizedControl } from '../../domain/model.js';
import { normalGenerator } from '../../engine/index.js';
import type { Store } from '../../store/store.js';

export function toControl({ model, scheme, seed }: RandomizedModelInput): RandomizedControl {
  return { of: model, scheme, seed, generator: normalGenerator };
}

/**
 * The control, when it was made before. Throws NAME_TAKEN when another model has its name, such as a control with other options
 * or one that was made elsewhere.
 */
export function findRandomizedModel(
  { models }: Pick<Store, 'models'>,
  input: RandomizedModelInput,
): ModelRecord | undefined {
  const existing = models.find(input.name);
  if (existing === undefined || isSameControl(existing.control, toControl(input))) return existing;
  throw new ResearchError('NAME_TAKEN', `Another model is registered as "${input.name}".`, { at: 'name' });
}

function isSameControl(existing: RandomizedControl | undefined, wanted: RandomizedControl): boolean {
  return (
    existing?.of === wanted.of &&
    existing.scheme === wanted.scheme &&
    existing.seed === wanted.seed &&
    existing.generator === wanted.generator
  );
}
