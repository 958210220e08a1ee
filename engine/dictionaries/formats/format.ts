/** What a format of dictionary files is: how it is recognised and how it is read. */
import type { DictionaryArchitecture } from '../../../domain/dictionary.js';
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

/** What the user knows about a dictionary that its files may not say. */
export interface KnownAboutDictionary {
  readonly architecture?: DictionaryArchitecture;
  /** Features kept a token. */
  readonly k?: number;
}

/** A dictionary that was recognised; whoever opened its contents closes them. */
export type DescribedDictionary = Omit<ImportedDictionary, 'close'>;

export interface DictionaryFormat {
  /** As provenance tells it. */
  readonly name: string;
  /** Where the format's writer puts the tensors in a folder. */
  readonly tensorFileNames: readonly string[];
  readonly configFileName: string;
  /** More that its writer may put beside it. */
  readonly otherConfigFileNames?: readonly string[];
  /** Decided by the container and the names of the tensors, never by the name of the file. */
  recognises(tensorFile: TensorFile): boolean;
  /**
   * Its weights read from `contents.tensorFile` while that is open. What is known beside the files decides where they leave
   * something open; whether it contradicts them is checked by the caller. Throws UNSUPPORTED_DICTIONARY for what is not
   * served, DICTIONARY_FILE_INVALID for what is damaged, ARGUMENT_INVALID where something must be known and is not.
   */
  read(contents: DictionaryContents, known: KnownAboutDictionary): Promise<DescribedDictionary>;
}
