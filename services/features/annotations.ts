/** Notes that people write about features. */
import { ResearchError } from '../../domain/errors.js';
import type { FeatureKey } from '../../domain/feature.js';
import type { Store } from '../../store/store.js';
import type { Clock } from '../services.js';

const longestText = 10_000;

export interface AnnotateOptions {
  readonly store: Pick<Store, 'annotations'>;
  readonly clock: Clock;
  readonly author: string;
}

/** Adds an annotation to a feature that exists; throws ARGUMENT_INVALID for a text that is blank or too long. */
export function annotate(key: FeatureKey, text: string, { store, clock, author }: AnnotateOptions): void {
  if (text.trim() === '' || text.length > longestText) {
    const message = `The annotation has ${text.trim() === '' ? 'no text' : `${text.length} characters`}.`;
    const fix = `Write 1 to ${longestText.toLocaleString('en')} characters.`;
    throw new ResearchError('ARGUMENT_INVALID', message, { at: 'text', fix });
  }
  store.annotations.add(key, { text, author, createdAt: clock().toISOString() });
}
