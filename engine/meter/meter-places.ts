/** Finds the places that the dictionaries of a meter read and write. */
import { ResearchError } from '../../domain/errors.js';
import { getHookPoint } from '../../domain/hook-point.js';
import type { HookPoint } from '../../domain/hook-point.js';
import type { DictionaryFiles, ModelFiles } from '../engine.js';

export interface MeterPlaces {
  readonly read: HookPoint;
  readonly written: HookPoint;
}

/** Throws HOOK_POINT_UNKNOWN and DICTIONARY_WIDTH_MISMATCH; a plain Error for dictionaries of different hook points. */
export function getMeterPlaces({ model }: ModelFiles, dictionaries: readonly DictionaryFiles[]): MeterPlaces {
  const [first, ...others] = dictionaries.map(({ dictionary }) => {
    const read = getHookPoint(dictionary.hookPoint, model.hookPoints);
    const written = getHookPoint(dictionary.outputHookPoint, model.hookPoints, 'outputHookPoint');
    checkWidth(dictionary.name, dictionary.width, read);
    checkWidth(dictionary.name, dictionary.outputWidth ?? dictionary.width, written);
    return { read, written };
  });
  if (others.some(({ read, written }) => read !== first.read || written !== first.written))
    throw new Error('the dictionaries of a meter read one hook point and write one');
  return first;
}

function checkWidth(dictionary: string, width: number, hookPoint: HookPoint): void {
  if (width === hookPoint.width) return;
  const message = `${dictionary} has vectors of width ${width} where ${hookPoint.name} has ${hookPoint.width}.`;
  throw new ResearchError('DICTIONARY_WIDTH_MISMATCH', message, { at: 'dictionary' });
}
