/** Classifiers that cannot be made or asked. */
import type { CatalogueEntry } from './catalogue-entry.js';

export const classifierErrors = {
  CLASSIFIER_NOT_FOUND: {
    status: 404,
    retryable: false,
    meaning: 'There is no classifier of this name.',
    fix: 'List the names with the query `classifiers`.',
  },
  FEATURE_SCAN_NOT_FOUND: {
    status: 404,
    retryable: false,
    meaning: 'There is no feature scan of this name.',
    fix: 'Run a scan with the mutation `startFeatureScan` first.',
  },
  CLASSIFIER_STALE: {
    status: 409,
    retryable: false,
    meaning: 'A model or a dictionary that the classifier was made from is gone, or another one has its name.',
    fix: 'Import what is missing under its old name, or make the classifier again under another name.',
  },
  DATASET_PART_TOO_SMALL: {
    status: 400,
    retryable: false,
    meaning: 'Divided by group, a part of the data set lacks rows of one side of the label.',
    fix: 'Add rows, or divide by a column with more values (`splitBy`), or by none.',
  },
  NEGATIVES_TOO_FEW: {
    status: 400,
    retryable: false,
    meaning: 'The calibration part has too few negative rows to keep the wanted false-positive rate with confidence.',
    fix: 'Add negative rows, as many as the message says, or ask for a larger rate or a smaller confidence.',
  },
  RATE_NOT_KEPT: {
    status: 400,
    retryable: false,
    meaning: 'So many votes do not keep the wanted false-positive rate with confidence.',
    fix: 'Ask for more votes, for other members, for a larger rate or a smaller confidence.',
  },
  ROW_TOO_LONG: {
    status: 400,
    retryable: false,
    meaning: 'A text of the data set has more tokens than the model sees.',
    fix: 'Shorten the row that the message names, or leave it out.',
  },
} as const satisfies Record<string, CatalogueEntry>;
