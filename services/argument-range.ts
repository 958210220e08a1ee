/** Checks numbers that a user gives against what is allowed. */
import { ResearchError } from '../domain/errors.js';

export interface IntegerRange {
  /** Inclusive. */
  readonly least: number;
  /** Inclusive. */
  readonly most: number;
  /** Name of the argument. */
  readonly at: string;
}

/** Returns the value, or throws ARGUMENT_INVALID when it is not a whole number of the range. */
export function parseInteger(value: number, { least, most, at }: IntegerRange): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new ResearchError(
    'ARGUMENT_INVALID',
    `"${at}" is ${value}; a whole number from ${least} to ${most} is allowed.`,
    {
      at,
    },
  );
}

/** Returns the value, or throws ARGUMENT_INVALID when it is not a share: a number from 0 to 1. */
export function parseShare(value: number, at: string): number {
  if (value >= 0 && value <= 1) return value;
  throw new ResearchError('ARGUMENT_INVALID', `"${at}" is ${value}; a number from 0 to 1 is allowed.`, { at });
}

/** Throws ARGUMENT_INVALID when the value is not above 0 and below 1. */
export function checkOpenShare(value: number, at: string): void {
  if (value > 0 && value < 1) return;
  throw new ResearchError('ARGUMENT_INVALID', `"${at}" is ${value}; a number above 0 and below 1 is allowed.`, { at });
}
