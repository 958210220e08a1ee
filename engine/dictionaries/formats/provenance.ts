/** Records where imported weights came from. */
import type { DictionaryProvenance } from '../../../domain/dictionary.js';
import type { DictionaryContents, DictionaryFormat } from './format.js';

/** Provenance of the named tensors; `folds` says in words what was changed about them. */
export function describeProvenance(
  format: DictionaryFormat,
  contents: DictionaryContents,
  { tensorNames, folds }: { readonly tensorNames: readonly string[]; readonly folds: readonly string[] },
): DictionaryProvenance {
  const config = contents.configs.get(format.configFileName);
  const configNames = [format.configFileName, ...(format.otherConfigFileNames ?? [])];
  const tensors = tensorNames.map((tensorName) => {
    const { name, dtype, shape, strides } = contents.tensorFile.tensors.get(tensorName)!;
    return { name, dtype, shape, ...(strides && { strides }) };
  });
  return {
    format: format.name,
    files: [contents.tensorFileName, ...configNames.filter((name) => contents.configs.has(name))],
    tensors,
    folds,
    config: config ?? null,
  };
}
