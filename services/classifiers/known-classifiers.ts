/** The classifiers that there are. */
import type { ClassifierRecord } from '../../domain/classifier.js';
import { ResearchError } from '../../domain/errors.js';
import { didYouMean } from '../../domain/nearest-name.js';
import type { Store } from '../../store/store.js';
import type { ClassifierService } from '../services.js';

export type KnownClassifiers = Pick<ClassifierService, 'find' | 'get'>;

export function createKnownClassifiers({ classifiers }: Pick<Store, 'classifiers'>): KnownClassifiers {
  const find = (name: string): ClassifierRecord | undefined => classifiers.find(name);
  return {
    find,
    get(name) {
      const found = find(name);
      if (found) return found;
      const message = `There is no classifier "${name}".${didYouMean(name, classifiers.names())}`;
      throw new ResearchError('CLASSIFIER_NOT_FOUND', message, { at: 'classifier' });
    },
  };
}
