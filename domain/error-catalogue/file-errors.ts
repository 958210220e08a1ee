/** Files that users bring: models, dictionaries, corpora, tokenizers. */
import type { CatalogueEntry } from './catalogue-entry.js';

export const fileErrors = {
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
    fix: 'Export the model as a decoder-only language model in float32 or float16, without fused or merged graphs.',
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
    fix: 'See the message for what is not served; docs/dictionary-formats.md lists what is.',
  },
  TOKENIZER_INVALID: {
    status: 400,
    retryable: false,
    meaning: 'tokenizer.json is damaged, or of a kind whose tokens have no exact bytes.',
    fix: 'Use the tokenizer.json that is published with the model.',
  },
} as const satisfies Record<string, CatalogueEntry>;
