/** Where an imported dictionary reads and writes, among the hook points of its model. */
import { ResearchError } from '../../domain/errors.js';
import { getHookPoint, type HookPoint } from '../../domain/hook-point.js';
import type { ModelRecord } from '../../domain/model.js';
import type { ImportedDictionary } from '../../engine/index.js';

export interface DictionaryPlaces {
  readonly hookPoint: HookPoint;
  /** The same one, unless it is a transcoder. */
  readonly outputHookPoint: HookPoint;
}

/** Names of hook points that were asked for; what they leave open the dictionary's own files say. */
export type WantedPlaces = Partial<Readonly<Record<keyof DictionaryPlaces, string>>>;

type PlacedDictionary = Pick<
  ImportedDictionary,
  'architecture' | 'width' | 'outputWidth' | 'hookPoint' | 'outputHookPoint'
>;

/**
 * Throws ARGUMENT_INVALID where neither the request nor the file names a place, or one for the output of what is no transcoder;
 * HOOK_POINT_UNKNOWN; DICTIONARY_WIDTH_MISMATCH.
 */
export function placesOf(dictionary: PlacedDictionary, model: ModelRecord, wanted: WantedPlaces): DictionaryPlaces {
  const hookPoint = placeOf(model, {
    name: wanted.hookPoint ?? dictionary.hookPoint,
    width: dictionary.width,
    at: 'hookPoint',
  });
  if (dictionary.architecture !== 'TRANSCODER') {
    refuseOutput(dictionary, wanted);
    return { hookPoint, outputHookPoint: hookPoint };
  }
  const name = wanted.outputHookPoint ?? dictionary.outputHookPoint;
  const outputHookPoint = placeOf(model, { name, width: dictionary.outputWidth, at: 'outputHookPoint' });
  return { hookPoint, outputHookPoint };
}

interface Place {
  readonly name: string | undefined;
  readonly width: number;
  readonly at: keyof DictionaryPlaces;
}

function placeOf(model: ModelRecord, { name, width, at }: Place): HookPoint {
  const does = at === 'hookPoint' ? 'reads' : 'writes';
  if (name === undefined)
    throw new ResearchError(
      'ARGUMENT_INVALID',
      at === 'hookPoint'
        ? 'The dictionary does not say its hook point.'
        : 'The transcoder does not say where it writes.',
      {
        at,
        fix: `Say which of the model's hook points it ${does}, such as ${model.hookPoints.at(-1)?.name ?? 'mlp_out.0'}.`,
      },
    );
  const hookPoint = getHookPoint(name, model.hookPoints, at);
  if (hookPoint.width === width) return hookPoint;
  const message = `The dictionary ${does} a width of ${width}, ${hookPoint.name} of "${model.name}" is ${hookPoint.width} wide.`;
  throw new ResearchError('DICTIONARY_WIDTH_MISMATCH', message, { at });
}

function refuseOutput({ architecture }: PlacedDictionary, { outputHookPoint }: WantedPlaces): void {
  if (outputHookPoint === undefined) return;
  throw new ResearchError(
    'ARGUMENT_INVALID',
    `A dictionary of the architecture ${architecture} writes where it reads, not at "${outputHookPoint}".`,
    {
      at: 'outputHookPoint',
      fix: 'Leave it out, or give the architecture TRANSCODER where the file does not say that it is one.',
    },
  );
}
