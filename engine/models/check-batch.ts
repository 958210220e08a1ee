/** Checks a token batch against the model it is meant for. */
import { ResearchError } from '../../domain/errors.js';
import type { ModelRecord } from '../../domain/model.js';
import type { TokenBatch } from '../engine.js';

/** @throws ARGUMENT_INVALID for a sequence longer than the context, or a token id outside of the vocabulary */
export function checkBatch(batch: TokenBatch, { name, contextLength, vocabularySize }: ModelRecord): void {
  batch.lengths_B.forEach((length, b) => {
    if (length > contextLength)
      throw invalid(`Sequence ${b} has ${length} tokens; the context of ${name} has ${contextLength}.`);
    const start = b * batch.positions;
    const unknown = batch.tokenIds_BT.subarray(start, start + length).find((id) => id < 0 || id >= vocabularySize);
    if (unknown !== undefined)
      throw invalid(`Sequence ${b} has the token id ${unknown}; the vocabulary of ${name} has ${vocabularySize}.`);
  });
}

function invalid(message: string): ResearchError {
  return new ResearchError('ARGUMENT_INVALID', message, { at: 'tokens' });
}
