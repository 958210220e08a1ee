/** The process and its store: configuration, jobs, disks, migrations. */
import type { CatalogueEntry } from './catalogue-entry.js';

export const runningErrors = {
  CONFIG_INVALID: {
    status: 500,
    retryable: false,
    meaning: 'A setting of the environment is out of range.',
    fix: 'Set the variable to what docs/configuration.md allows, or leave it out.',
  },
  SERVER_CLOSING: {
    status: 503,
    retryable: true,
    meaning: 'The server is shutting down and takes no new requests.',
    fix: 'Send the request again in a moment.',
  },
  JOB_CRASHED: {
    status: 500,
    retryable: true,
    meaning: 'The process that ran the job ended again and again without finishing it.',
    fix: 'Look into the log for the reason; out of memory is the commonest. Then start the job again.',
  },
  STORE_CORRUPT: {
    status: 500,
    retryable: false,
    meaning: 'A file or a record of the store is damaged, missing or not one of ours.',
    fix: 'Restore the named file from a backup, or make its content again.',
  },
  STORE_FULL: {
    status: 507,
    retryable: true,
    meaning: 'The disk has no room for what was to be written; nothing that was stored before is lost.',
    fix: 'Free space on the disk that holds the data folder and start again.',
  },
  STORE_TOO_NEW: {
    status: 503,
    retryable: false,
    meaning: 'The store was written by a newer version of saeql.',
    fix: 'Upgrade saeql, or use a data folder of its own for this version.',
  },
  STORE_TOO_OLD: {
    status: 503,
    retryable: false,
    meaning: 'The store was written by an older version of saeql and cannot be changed while it is only read.',
    fix: 'Run `saeql migrate` on the data folder.',
  },
  STORE_NOT_FOUND: {
    status: 503,
    retryable: false,
    meaning: 'The data folder holds no store.',
    fix: 'Check `--data` or SAEQL_DATA.',
  },
  STORE_NOT_ALLOWED: {
    status: 503,
    retryable: false,
    meaning: 'The operating system refuses access to a file of the store.',
    fix: 'Give the user that runs saeql the right to read and write the whole data folder.',
  },
  MIGRATION_OUT_OF_ORDER: {
    status: 503,
    retryable: false,
    meaning: 'The migrations that the store went through are not the first ones of the list of this version.',
    fix: 'Append new migrations at the end of the list, and never change or move one that was released.',
  },
  MIGRATION_FAILED: {
    status: 503,
    retryable: false,
    meaning: 'A migration stopped with an error; the store is as it was before.',
    fix: 'Report the error; the version of saeql that wrote the store still opens it.',
  },
  DEADLINE_EXCEEDED: {
    status: 504,
    retryable: true,
    meaning: 'The request took longer than the deadline.',
    fix: 'Ask for less, or raise SAEQL_DEADLINE_MS.',
  },
  CANCELLED: {
    status: 499,
    retryable: true,
    meaning: 'The work was cancelled.',
    fix: 'Start it again; finished parts are kept.',
  },
  INTERNAL: {
    status: 500,
    retryable: true,
    meaning: 'Something unforeseen happened; it was logged under the request id.',
    fix: 'Report the request id to whoever runs the server.',
  },
} as const satisfies Record<string, CatalogueEntry>;
