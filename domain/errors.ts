/** The catalogue of everything that may be refused or fail: one code, one HTTP status, one meaning, one mend. */

interface CatalogueEntry {
  /** HTTP status of a response that consists of this error alone. */
  readonly status: number;
  /** Whether the same request may succeed later without being changed. */
  readonly retryable: boolean;
  readonly meaning: string;
  readonly fix: string;
}

export const errorCatalogue = {
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
  FEATURE_NOT_FOUND: {
    status: 404,
    retryable: false,
    meaning: 'The dictionary has no feature of this index.',
    fix: 'Use an index from 0 up to, not including, the size of the dictionary.',
  },
  NOT_HARVESTED: {
    status: 409,
    retryable: false,
    meaning: 'The question needs a harvest of the dictionary, and there is none.',
    fix: 'Harvest the dictionary first: `saeql harvest DICTIONARY --corpus CORPUS`.',
  },
  JOB_NOT_FOUND: { status: 404, retryable: false, meaning: 'No job has this id.', fix: 'List the jobs.' },
  KEY_NOT_FOUND: {
    status: 404,
    retryable: false,
    meaning: 'No key has this name.',
    fix: 'List the keys with `saeql keys list`.',
  },
  TOKEN_UNKNOWN: {
    status: 404,
    retryable: false,
    meaning: 'No token of the vocabulary is spelled so.',
    fix: 'Spell the token exactly, its leading space included; `tokenize` shows the spelling.',
  },
  TOKEN_ID_UNKNOWN: {
    status: 400,
    retryable: false,
    meaning: "A document holds a token id outside the model's vocabulary.",
    fix: 'Give token ids of the tokenizer of this model, or texts.',
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
  MODEL_FILE_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'A file of the model is cut short, is not what its name says, or contradicts another file.',
    fix: 'Download or export the model again.',
  },
  MODEL_UNSUPPORTED: {
    status: 400,
    retryable: false,
    meaning: 'The model is whole, but it is not a kind of model that can be read or run here.',
    fix: 'Export the model as a decoder-only language model in float32, without fused or merged graphs.',
  },
  IN_USE: {
    status: 409,
    retryable: false,
    meaning: 'The thing cannot be removed while others depend on it.',
    fix: 'Remove the things that the message names first.',
  },
  FILE_NOT_FOUND: {
    status: 404,
    retryable: false,
    meaning: 'There is no such file or folder, or it may not be read.',
    fix: 'Check the path and its permissions.',
  },
  TARGET_EXISTS: {
    status: 409,
    retryable: false,
    meaning: 'The file or folder to write to exists already.',
    fix: 'Name another one, or move the old one away.',
  },
  FILE_CHANGED: {
    status: 409,
    retryable: true,
    meaning: 'A file changed while it was read.',
    fix: 'Import it again when nothing writes to it.',
  },
  CORPUS_LINE_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'A line of the corpus is not a document.',
    fix: 'Write one JSON object a line: {"id"?, "text"} or {"id"?, "tokenIds": [...]}, with every id used once.',
  },
  CORPUS_NOT_UTF8: {
    status: 400,
    retryable: false,
    meaning: 'A line of the corpus is not UTF-8 text.',
    fix: 'Convert the file to UTF-8.',
  },
  CORPUS_EMPTY: {
    status: 400,
    retryable: false,
    meaning: 'The corpus holds nothing, or too little for what is asked of it.',
    fix: 'Give a file with at least one document.',
  },
  HARVEST_RUNNING: {
    status: 409,
    retryable: true,
    meaning: 'The same harvest is under way.',
    fix: 'Wait for the job that the message names, or cancel it.',
  },
  METRIC_UNDEFINED: {
    status: 422,
    retryable: false,
    meaning: 'The metric is a ratio whose denominator is zero on these data.',
    fix: 'Leave the field out, or measure on another corpus.',
  },
  HOOK_POINT_UNKNOWN: {
    status: 400,
    retryable: false,
    meaning: 'The model has no such hook point.',
    fix: 'Use one of the names that the model lists under `hookPoints`.',
  },
  DICTIONARY_WIDTH_MISMATCH: {
    status: 400,
    retryable: false,
    meaning: "The dictionary's vectors have another width than the hook point.",
    fix: 'Check the hook point and the model the dictionary was trained on.',
  },
  DICTIONARY_FILE_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'A file of the dictionary is damaged, or is not what it should be.',
    fix: 'Download or save the file again; a healthy one loads in the library that wrote it.',
  },
  PICKLE_FORBIDDEN: {
    status: 400,
    retryable: false,
    meaning: 'The file holds something other than plain tensors, numbers and texts; nothing of it was executed.',
    fix: 'Save the state dict alone: torch.save(autoencoder.state_dict(), "ae.pt").',
  },
  UNSUPPORTED_DICTIONARY: {
    status: 400,
    retryable: false,
    meaning: 'The dictionary is of a format, an architecture or a setting that is not served yet.',
    fix: 'See the message for what is not served; README.md lists the supported formats.',
  },
  TOKENIZER_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'tokenizer.json is damaged, or of a kind whose tokens have no exact bytes.',
    fix: 'Use the tokenizer.json that is published with the model.',
  },
  PAGE_SIZE_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'The number of items asked for is out of range.',
    fix: 'Ask for at least 1 and at most the limit, and page with `after`.',
  },
  CURSOR_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'The cursor was not made by this query.',
    fix: 'Use `endCursor` of the page before, with the same order and filter.',
  },
  ARGUMENT_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'An argument is out of range or contradicts another.',
    fix: 'See the message for what is allowed.',
  },
  QUERY_TOO_EXPENSIVE: {
    status: 400,
    retryable: false,
    meaning: 'The cost of the query, known before it runs, is above the limit.',
    fix: 'Ask for smaller pages or fewer fields; `extensions.cost` says what a query costs.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    retryable: false,
    meaning: 'The request body is larger than the limit.',
    fix: 'Send less at a time, or raise SAEQL_MAX_BODY_BYTES.',
  },
  BODY_NOT_JSON: {
    status: 400,
    retryable: false,
    meaning: 'The request body is not JSON.',
    fix: 'Send {"query": "...", "variables": {...}} as application/json.',
  },
  OPERATION_NOT_ALLOWED: {
    status: 400,
    retryable: false,
    meaning: 'This kind of operation is not served at this address.',
    fix: 'Send queries and mutations to /graphql and subscriptions to /graphql/stream.',
  },
  ADDRESS_UNKNOWN: {
    status: 404,
    retryable: false,
    meaning: 'Nothing is served at this address.',
    fix: 'Use /graphql, /graphql/stream, /healthz, /readyz or /metrics.',
  },
  UNAUTHENTICATED: {
    status: 401,
    retryable: false,
    meaning: 'A key is needed and none, or an unknown one, was sent.',
    fix: 'Send `Authorization: Bearer KEY`; create a key with `saeql keys create`.',
  },
  FORBIDDEN: {
    status: 403,
    retryable: false,
    meaning: 'The key may not do this.',
    fix: 'Use a key of a higher role: read, compute, admin.',
  },
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
  ACTIVATION_NOT_FINITE: {
    status: 500,
    retryable: false,
    meaning: 'The model or a dictionary gave an activation that is infinite or not a number.',
    fix: 'Check the weights of the model and of the dictionary for values that are not finite.',
  },
  CANCELLED: {
    status: 499,
    retryable: true,
    meaning: 'The work was cancelled.',
    fix: 'Start it again; finished parts are kept.',
  },
  ENGINE_CRASHED: {
    status: 500,
    retryable: true,
    meaning: 'The thread that runs the model ended while it worked on this.',
    fix: 'Try again; a new thread is started. If it happens again, ask for less at a time.',
  },
  PROVIDER_UNAVAILABLE: {
    status: 503,
    retryable: false,
    meaning: 'None of the execution providers that may be used can run the model on this machine.',
    fix: 'Set SAEQL_PROVIDER to auto or cpu; the server reports why each provider cannot be used.',
  },
  INTERNAL: {
    status: 500,
    retryable: true,
    meaning: 'Something unforeseen happened; it was logged under the request id.',
    fix: 'Report the request id to whoever runs the server.',
  },
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
