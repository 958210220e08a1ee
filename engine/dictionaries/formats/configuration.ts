/** A configuration file that stands beside a dictionary; what it says is checked when it is asked for. */
import { join } from 'node:path';
import { ResearchError } from '../../../domain/errors.js';
import { isJsonObject } from '../../json-object.js';
import type { JsonObject } from '../../json-object.js';
import type { DictionaryContents } from './format.js';

/**
 * Undefined is what the file does not say; null is the same, as Python writes it. Each method takes the names that versions
 * have given to one setting, and throws DICTIONARY_FILE_INVALID where the value is of another kind.
 */
export class Configuration {
  private constructor(
    readonly path: string,
    private readonly places: readonly JsonObject[],
  ) {}

  /** The file of this name, if there is one. A setting is looked up at its top and then in its sections of these names. */
  static find(
    { folder, configs }: DictionaryContents,
    name: string,
    sections: readonly string[] = [],
  ): Configuration | undefined {
    const config = configs.get(name);
    if (!config) return undefined;
    const nested = sections.map((section) => config[section]).filter(isJsonObject);
    return new Configuration(join(folder, name), [config, ...nested]);
  }

  find(...names: readonly string[]): unknown {
    return names
      .flatMap((name) => this.places.map((place) => place[name]))
      .find((value) => value !== undefined && value !== null);
  }

  findText(...names: readonly string[]): string | undefined {
    return this.findOf(names, 'a text', (value): value is string => typeof value === 'string');
  }

  findFlag(...names: readonly string[]): boolean | undefined {
    return this.findOf(names, 'true or false', (value): value is boolean => typeof value === 'boolean');
  }

  findNumber(...names: readonly string[]): number | undefined {
    return this.findOf(names, 'a number', (value): value is number => typeof value === 'number');
  }

  /** 1 or more. */
  findCount(...names: readonly string[]): number | undefined {
    return this.findOf(names, 'a whole number above 0', isCount);
  }

  findSection(...names: readonly string[]): JsonObject | undefined {
    return this.findOf(names, 'an object', isJsonObject);
  }

  /** The error that says what is wrong with this file; `why` continues the sentence `The file "..." `. */
  invalid(why: string): ResearchError {
    return new ResearchError('DICTIONARY_FILE_INVALID', `The file "${this.path}" ${why}.`, { at: this.path });
  }

  private findOf<T>(names: readonly string[], kind: string, isKind: (value: unknown) => value is T): T | undefined {
    const value = this.find(...names);
    if (value === undefined || isKind(value)) return value;
    throw this.invalid(`says ${JSON.stringify(value)} for ${names.join(' or ')}, which is ${kind}`);
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
