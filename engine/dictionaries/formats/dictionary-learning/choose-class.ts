/** Decides which class of dictionary_learning a file is of. */
import { ResearchError } from '../../../../domain/errors.js';
import type { DictionaryContents, KnownAboutDictionary } from '../format.js';
import { classesOf, dictionaryClasses } from './classes.js';
import type { DictionaryClass } from './classes.js';
import { stateNames, trainerSettings } from './state.js';

/**
 * The names of the tensors decide; where they fit two classes, the configuration's `dict_class`; where it says nothing, the
 * architecture that the user gives. Throws ARGUMENT_INVALID where nothing decides.
 */
export function chooseClass(contents: DictionaryContents, known: KnownAboutDictionary): DictionaryClass {
  const { file } = contents.tensorFile;
  const fitting = classesOf(stateNames(contents.tensorFile));
  const stated = dictionaryClasses.find(({ name }) => name === trainerSettings(contents).dict_class);
  if (stated && !fitting.includes(stated))
    throw file.invalid(
      `holds the tensors of ${fitting.map(({ name }) => name).join(' or ')}; ` +
        `its configuration says dict_class ${stated.name}`,
    );
  if (stated ?? fitting.length === 1) return stated ?? fitting[0];
  const chosen = fitting.find(({ architecture }) => architecture === known.architecture);
  if (chosen) return chosen;
  const choices = fitting.map(({ architecture }) => architecture).join(' or ');
  throw new ResearchError(
    'ARGUMENT_INVALID',
    `The tensors of "${file.path}" are those of ${fitting.map(({ name }) => name).join(' and of ')}, and no configuration says which.`,
    { at: 'architecture', fix: `Give the architecture, ${choices} (on the command line: --architecture).` },
  );
}
