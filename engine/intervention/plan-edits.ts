/** Puts edits in order: where the model is split for them, and what happens at each place. */
import { ResearchError } from '../../domain/errors.js';
import { byComputation, getHookPoint, type HookPoint } from '../../domain/hook-point.js';
import type { ActivationEdit, DictionaryFiles, ModelFiles, WatchedFeatures } from '../engine.js';

export type FeatureEdit = Extract<ActivationEdit, { readonly kind: 'feature' }>;
export type VectorEdit = Extract<ActivationEdit, { readonly kind: 'vector' }>;
export type ColumnsEdit = Extract<ActivationEdit, { readonly kind: 'columns' }>;

/** Changes of one dictionary's features, in the order given. */
export interface DictionaryEdits {
  readonly files: DictionaryFiles;
  readonly readTensor: string;
  readonly edits: readonly FeatureEdit[];
}

/** Everything that happens to one tensor of the model. */
export interface EditedPlace {
  readonly tensor: string;
  readonly width: number;
  readonly dictionaries: readonly DictionaryEdits[];
  readonly vectors: readonly VectorEdit[];
  readonly columns: readonly ColumnsEdit[];
  /** What takes the place of the activation before it is changed. */
  readonly reconstruction: { readonly files: DictionaryFiles; readonly readTensor: string } | undefined;
}

export interface EditPlan {
  /** In the order in which the model computes them. */
  readonly places: readonly EditedPlace[];
  readonly watches: readonly PlannedWatch[];
  /** Tensors that are read besides those that are changed. */
  readonly readTensors: readonly string[];
}

export interface PlannedWatch extends WatchedFeatures {
  readonly readTensor: string;
}

/** Throws HOOK_POINT_UNKNOWN, DICTIONARY_WIDTH_MISMATCH, and ARGUMENT_INVALID for two reconstructions at one place. */
export function planEdits(
  { model }: ModelFiles,
  edits: readonly ActivationEdit[],
  watch: readonly WatchedFeatures[],
): EditPlan {
  const hookPoint = (name: string): HookPoint => getHookPoint(name, model.hookPoints);
  const written = edits.map((edit) => hookPoint(writtenName(edit)));
  edits.forEach((edit, n) => checkWidths(edit, written[n], hookPoint));
  // Two names may stand for one tensor, such as the end of a layer and the beginning of the next.
  const tensors = [...new Set([...written].sort(byComputation).map(({ tensor }) => tensor))];
  const readTensorOf = ({ dictionary }: DictionaryFiles): string => hookPoint(dictionary.hookPoint).tensor;
  const places = tensors.map((tensor) => {
    const here = edits.filter((_, n) => written[n].tensor === tensor);
    const width = written.find((point) => point.tensor === tensor)?.width ?? 0;
    return planPlace({ tensor, width }, here, readTensorOf);
  });
  const watches = watch.map((watched) => ({ ...watched, readTensor: readTensorOf(watched.dictionary) }));
  const read = [...places.flatMap(readBy), ...watches.map(({ readTensor }) => readTensor)];
  return { places, watches, readTensors: [...new Set(read)].filter((tensor) => !tensors.includes(tensor)) };
}

function writtenName(edit: ActivationEdit): string {
  return 'dictionary' in edit ? edit.dictionary.dictionary.outputHookPoint : edit.hookPoint;
}

function planPlace(
  { tensor, width }: Pick<EditedPlace, 'tensor' | 'width'>,
  here: readonly ActivationEdit[],
  readTensorOf: (files: DictionaryFiles) => string,
): EditedPlace {
  const features = here.filter((edit) => edit.kind === 'feature');
  const reconstructions = here.filter((edit) => edit.kind === 'reconstruction');
  if (reconstructions.length > 1)
    throw invalid('One activation cannot be reconstructed by two dictionaries, or twice by one.');
  const [reconstruction] = reconstructions;
  const names = [...new Set(features.map(({ dictionary }) => dictionary.dictionary.name))];
  return {
    tensor,
    width,
    dictionaries: names.map((name) => {
      const edits = features.filter(({ dictionary }) => dictionary.dictionary.name === name);
      return { files: edits[0].dictionary, readTensor: readTensorOf(edits[0].dictionary), edits };
    }),
    vectors: here.filter((edit) => edit.kind === 'vector'),
    columns: here.filter((edit) => edit.kind === 'columns'),
    reconstruction: reconstruction && {
      files: reconstruction.dictionary,
      readTensor: readTensorOf(reconstruction.dictionary),
    },
  };
}

function readBy({ dictionaries, reconstruction }: EditedPlace): string[] {
  return [...dictionaries.map(({ readTensor }) => readTensor), ...(reconstruction ? [reconstruction.readTensor] : [])];
}

function checkWidths(edit: ActivationEdit, written: HookPoint, hookPoint: (name: string) => HookPoint): void {
  if (edit.kind === 'vector') checkWidth('The vector', edit.vector_D.length, written);
  if (edit.kind === 'columns' && edit.from + edit.values.length > written.width)
    throw invalid(`The columns ${edit.from} to ${edit.from + edit.values.length - 1} are not all in ${written.name}.`);
  if (!('dictionary' in edit)) return;
  const { name, width, outputWidth = width, hookPoint: read } = edit.dictionary.dictionary;
  checkWidth(name, width, hookPoint(read));
  checkWidth(name, outputWidth, written);
}

function checkWidth(what: string, width: number, hookPoint: HookPoint): void {
  if (width === hookPoint.width) return;
  const message = `${what} is ${width} wide where ${hookPoint.name} is ${hookPoint.width}.`;
  throw new ResearchError('DICTIONARY_WIDTH_MISMATCH', message, { at: 'interventions' });
}

function invalid(message: string): ResearchError {
  return new ResearchError('ARGUMENT_INVALID', message, { at: 'interventions' });
}
