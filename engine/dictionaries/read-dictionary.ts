/** Reads a dictionary of any supported format and makes its weights canonical. */
import { ResearchError } from '../../domain/errors.js';
import type { ImportedDictionary } from '../engine.js';
import { dictionaryLearning } from './formats/dictionary-learning.js';
import type { DescribedDictionary, DictionaryFormat, KnownAboutDictionary } from './formats/format.js';
import { gemmaScope } from './formats/gemma-scope.js';
import { llamascopium } from './formats/llamascopium/llamascopium.js';
import { openContents } from './formats/open-contents.js';
import { openai } from './formats/openai.js';
import { saelens } from './formats/saelens/saelens.js';
import { sparsify } from './formats/sparsify.js';
import type { TensorFile } from './tensors/tensor-file.js';

/** What the user knows about the file; checked against it. */
export interface ReadDictionaryOptions extends KnownAboutDictionary {
  /** D of the hook point that it will read. */
  readonly activationWidth?: number;
}

/** Tried in this order. */
const formats: readonly DictionaryFormat[] = [dictionaryLearning, saelens, gemmaScope, sparsify, openai, llamascopium];

/**
 * The dictionary in a folder, or in a file alone; to be closed. Throws FILE_NOT_FOUND; DICTIONARY_FILE_INVALID for damaged
 * files, as the weights do when they are read and are not finite; PICKLE_FORBIDDEN; UNSUPPORTED_DICTIONARY;
 * DICTIONARY_WIDTH_MISMATCH; ARGUMENT_INVALID when an option contradicts the file, or is needed.
 */
export async function readDictionary(path: string, options: ReadDictionaryOptions = {}): Promise<ImportedDictionary> {
  const contents = await openContents(path, formats);
  const { file } = contents.tensorFile;
  try {
    const dictionary = await getFormat(contents.tensorFile).read(contents, options);
    checkOptions(dictionary, path, options);
    checkOrientation(dictionary, path, options);
    return { ...dictionary, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function getFormat(tensorFile: TensorFile): DictionaryFormat {
  const format = formats.find((candidate) => candidate.recognises(tensorFile));
  if (format) return format;
  const names = [...tensorFile.tensors.keys()];
  const listed = names.slice(0, 8).join(', ') + (names.length > 8 ? ', ...' : '');
  const path = tensorFile.file.path;
  throw new ResearchError(
    'UNSUPPORTED_DICTIONARY',
    `The file "${path}" holds the tensors of no known format: ${listed || 'none at all'}.`,
    { at: path },
  );
}

function checkOptions(dictionary: DescribedDictionary, path: string, options: ReadDictionaryOptions): void {
  const { architecture, k, activationWidth } = options;
  if (activationWidth !== undefined && activationWidth !== dictionary.width)
    throw new ResearchError(
      'DICTIONARY_WIDTH_MISMATCH',
      `The dictionary "${path}" reads activations of width ${dictionary.width}, the hook point has ${activationWidth}.`,
      { at: path },
    );
  if (architecture !== undefined && architecture !== dictionary.architecture)
    throw new ResearchError(
      'ARGUMENT_INVALID',
      `The dictionary "${path}" has the architecture ${dictionary.architecture}, not ${architecture}.`,
      { at: 'architecture' },
    );
  const { activation } = dictionary.forward;
  const kept = activation && 'k' in activation ? activation.k : undefined;
  if (k !== undefined && k !== kept)
    throw new ResearchError(
      'ARGUMENT_INVALID',
      `The dictionary "${path}" keeps ${kept ?? 'no fixed number of'} features a token, not ${k}.`,
      { at: 'k' },
    );
}

/** Matrices that are stored the other way round show by their shapes, unless they are square. */
function checkOrientation({ size, width }: DescribedDictionary, path: string, { architecture }: ReadDictionaryOptions) {
  if (size !== width || architecture !== undefined) return;
  throw new ResearchError(
    'ARGUMENT_INVALID',
    `The dictionary "${path}" has as many features as its activations are wide, ${size}: which way round its matrices are stored ` +
      'cannot be checked.',
    {
      at: 'architecture',
      fix: 'Give its architecture to have it read as its library stores it (on the command line: --architecture).',
    },
  );
}
