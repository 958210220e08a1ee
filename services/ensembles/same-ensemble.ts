/** Whether an ensemble is the one that is asked for. */
import type { ClassifierRecord, EnsembleInput } from '../../domain/classifier.js';
import type { Store } from '../../store/store.js';
import { findSame } from '../imports/register.js';

type Asked = Pick<ClassifierRecord, 'name' | 'kind' | 'input'>;

/** What its scan was made from cannot change while the ensemble is there, so that the input decides. */
export function isSameEnsemble(existing: Asked, wanted: Asked): boolean {
  return existing.kind === wanted.kind && JSON.stringify(existing.input) === JSON.stringify(wanted.input);
}

/** Throws NAME_TAKEN when the name stands for another classifier. */
export function findSameEnsemble(
  { classifiers }: Pick<Store, 'classifiers'>,
  input: EnsembleInput,
): ClassifierRecord | undefined {
  return findSame<ClassifierRecord, Asked>(classifiers, { name: input.name, kind: 'ENSEMBLE', input }, isSameEnsemble);
}
