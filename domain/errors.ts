/** The catalogue of everything that may be refused or fail: one code, one HTTP status, one meaning, one mend. */
import type { CatalogueEntry } from './error-catalogue/catalogue-entry.js';
import { classifierErrors } from './error-catalogue/classifier-errors.js';
import { datasetErrors } from './error-catalogue/dataset-errors.js';
import { engineErrors } from './error-catalogue/engine-errors.js';
import { fileErrors } from './error-catalogue/file-errors.js';
import { nameErrors } from './error-catalogue/name-errors.js';
import { requestErrors } from './error-catalogue/request-errors.js';
import { runningErrors } from './error-catalogue/running-errors.js';

export const errorCatalogue = {
  ...nameErrors,
  ...fileErrors,
  ...datasetErrors,
  ...classifierErrors,
  ...requestErrors,
  ...engineErrors,
  ...runningErrors,
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

export interface ErrorDetails {
  /** The argument, file or line that is wrong. */
  readonly at?: string;
  /** How to mend it, when the catalogue's general advice can be bettered. */
  readonly fix?: string;
  readonly cause?: unknown;
}

/** The one error that reaches a user: what is wrong, where, and how to mend it. */
export class ResearchError extends Error {
  readonly at: string | undefined;
  readonly fix: string;

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'ResearchError';
    this.at = details.at;
    this.fix = details.fix ?? errorCatalogue[code].fix;
  }
}
