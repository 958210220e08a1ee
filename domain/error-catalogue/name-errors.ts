/** What is asked for by name or id: things that are not there, taken, or needed by others. */
import type { CatalogueEntry } from './catalogue-entry.js';

export const nameErrors = {
  MODEL_NOT_FOUND: {
    status: 404,
    retryable: false,
    meaning: 'No model of this name is registered.',
    fix: 'List the models, or import one with `saeql import model`.',
  },
  DICTIONARY_NOT_FOUND: {
    status: 404,
    retryable: false,
    meaning: 'No dictionary of this name is registered.',
    fix: 'List the dictionaries, or import one with `saeql import dictionary`.',
  },
  CORPUS_NOT_FOUND: {
    status: 404,
    retryable: false,
    meaning: 'No corpus of this name is registered.',
    fix: 'List the corpora, or import one with `saeql import corpus`.',
  },
  DATASET_NOT_FOUND: {
    status: 404,
    retryable: false,
    meaning: 'No data set of this name is registered.',
    fix: 'List the data sets, or import one with `saeql import dataset`.',
  },
  FEATURE_NOT_FOUND: {
    status: 404,
    retryable: false,
    meaning: 'The dictionary has no feature of this index.',
    fix: 'Use an index from 0 up to, not including, the size of the dictionary.',
  },
  JOB_NOT_FOUND: { status: 404, retryable: false, meaning: 'No job has this id.', fix: 'List the jobs.' },
  KEY_NOT_FOUND: {
    status: 404,
    retryable: false,
    meaning: 'No key has this name.',
    fix: 'List the keys with `saeql keys list`.',
  },
  NOT_HARVESTED: {
    status: 409,
    retryable: false,
    meaning: 'The question needs a harvest of the dictionary, and there is none.',
    fix: 'Harvest the dictionary first: `saeql harvest DICTIONARY --corpus CORPUS`.',
  },
  NODE_ID_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'The id was not made by this server.',
    fix: 'Use an `id` that a query returned.',
  },
  NAME_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'The name cannot be used.',
    fix: 'Use letters, digits and any of . _ - + / (no leading, trailing or double slash), at most 200 characters.',
  },
  NAME_TAKEN: {
    status: 409,
    retryable: false,
    meaning: 'Another thing has this name already.',
    fix: 'Choose another name, or remove the thing that has it.',
  },
  IN_USE: {
    status: 409,
    retryable: false,
    meaning: 'The thing cannot be removed while others depend on it.',
    fix: 'Remove the things that the message names first.',
  },
  HARVEST_RUNNING: {
    status: 409,
    retryable: true,
    meaning: 'The same harvest is under way.',
    fix: 'Wait for the job that the message names, or cancel it.',
  },
} as const satisfies Record<string, CatalogueEntry>;
