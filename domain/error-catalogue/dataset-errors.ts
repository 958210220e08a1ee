/** Labelled data sets that cannot be registered. */
import type { CatalogueEntry } from './catalogue-entry.js';

export const datasetErrors = {
  DATASET_FILE_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'The data are not CSV (RFC 4180), JSON Lines or UTF-8.',
    fix: 'Write CSV with a header, commas and doubled quotes, or one JSON object a line, in UTF-8.',
  },
  DATASET_COLUMN_MISSING: {
    status: 400,
    retryable: false,
    meaning: 'The data have no column of this name.',
    fix: 'Name a column of the header, or a field of every JSON object.',
  },
  DATASET_COLUMN_UNFIT: {
    status: 400,
    retryable: false,
    meaning: 'A column cannot play the part that it was given.',
    fix: 'Check which column is the text, the label, a group or the split.',
  },
  DATASET_ROW_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'A row has no text, no label (empty or NaN), no split, or not the group columns of the other rows.',
    fix: 'Mend the row that the message names, or leave it out.',
  },
  DATASET_ONE_CLASS: {
    status: 400,
    retryable: false,
    meaning: 'All rows have the same label, so that there is nothing to tell apart.',
    fix: 'Add rows of another label.',
  },
  DATASET_TOO_SMALL: {
    status: 400,
    retryable: false,
    meaning: 'There are fewer than two rows on one side of the label.',
    fix: 'Add rows: what is learned on one must be tried on another. Anything to be reported needs hundreds.',
  },
  DATASET_TOO_LARGE: {
    status: 400,
    retryable: false,
    meaning: 'The data set has more than 100,000 rows, or its data more than 256 MiB.',
    fix: 'Draw a random sample of the rows.',
  },
  POSITIVE_LABEL_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'It is not clear which label counts as true.',
    fix: 'Give one of the labels as `positiveLabel` (`--positive-label`); the others count as false.',
  },
} as const satisfies Record<string, CatalogueEntry>;
