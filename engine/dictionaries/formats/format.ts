/** What a format of dictionary files is: how it is recognised and how it is read. */
import type { ImportedDictionary } from '../../engine.js';
import type { JsonObject } from '../../json-object.js';
import type { TensorFile } from '../tensors/tensor-file.js';

/** Everything that lies at the path of a dictionary, opened but not loaded. */
export interface DictionaryContents {
  readonly folder: string;
  readonly tensorFile: TensorFile;
  /** Name of the tensor file below the folder. */
  readonly tensorFileName: string;
  /** The configuration files that stand beside the tensors, by name. */
  readonly configs: ReadonlyMap<string, JsonObject>;
}

export interface DictionaryFormat {
  /** As provenance tells it. */
  readonly name: string;
  /** Where the format's writer puts the tensors in a folder. */
  readonly tensorFileNames: readonly string[];
  readonly configFileName: string;
  /** Decided by the container and the names of the tensors, never by the name of the file. */
  recognises(tensorFile: TensorFile): boolean;
  /** Throws UNSUPPORTED_DICTIONARY for what is not served, DICTIONARY_FILE_INVALID for what is damaged. */
  read(contents: DictionaryContents): Promise<ImportedDictionary>;
}
