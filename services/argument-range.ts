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
