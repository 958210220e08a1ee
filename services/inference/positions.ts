/** Positions of a prompt as users give them. */
import { ResearchError } from '../../domain/errors.js';
import type { Answered } from '../services.js';

/** Positions from 0, in the order given; all when none are given. POSITION_OUTSIDE_PROMPT for one outside of the prompt. */
export function resolvePositions(
  positions: readonly number[] | undefined,
  length: number,
  at = 'positions',
): Answered<number[]> {
  if (positions === undefined) return Array.from({ length }, (_, position) => position);
  const outside = positions.find((position) => !Number.isInteger(position) || position < -length || position >= length);
  if (outside === undefined) return positions.map((position) => (position < 0 ? position + length : position));
  const message = `Position ${outside} is outside of the prompt, which has the positions 0 to ${length - 1}.`;
  return new ResearchError('POSITION_OUTSIDE_PROMPT', message, { at });
}
