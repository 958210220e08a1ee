/** What a made-up model and dictionary do with a sequence, position after position: known without running anything. */
import { activationsAt, scramble } from './synthetic-encoder.js';

/** Width of the made-up activations. */
export const imaginedWidth = 4;

/** Which positions are changed; one entry a token. */
export interface ImaginedMasks {
  readonly replaced: readonly boolean[];
  readonly zeroed: readonly boolean[];
}

export interface ImaginedConditions {
  readonly original: number;
  readonly zeroAblated: number;
  readonly meanAblated: number;
  readonly reconstructed: number;
}

export interface ImaginedPosition {
  readonly x_D: readonly number[];
  readonly xHat_D: readonly number[];
  /** One entry a feature. */
  readonly activation_F: readonly number[];
  /** Of the next token. */
  readonly loss: ImaginedConditions;
  readonly kl: ImaginedConditions;
}

export interface ImaginedDictionary {
  /** Among those that are measured; another one does something else. */
  readonly place: number;
  readonly features: number;
}

/** Losses rise with every position up to here that was changed, so that a wrong mask shows. */
export function imaginedSequence(
  tokenIds: ArrayLike<number>,
  masks: ImaginedMasks,
  { place, features }: ImaginedDictionary,
): ImaginedPosition[] {
  let [history, ownHistory, replaced, zeroed] = [0, place, 0, 0];
  return Array.from(tokenIds, (token, t) => {
    history = scramble(history, token);
    ownHistory = scramble(ownHistory, token);
    replaced += masks.replaced[t] ? 1 : 0;
    zeroed += masks.zeroed[t] ? 1 : 0;
    const x_D = Array.from({ length: imaginedWidth }, (_, d) => 1 + (((history >>> (5 * d)) % 17) - 8) / 8);
    const effects = {
      original: 0,
      zeroAblated: zeroed,
      meanAblated: replaced / 2,
      reconstructed: (replaced * (place + 1)) / 8,
    };
    return {
      x_D,
      xHat_D: x_D.map((x, d) => 0.75 * x + (((history >>> (3 + d)) % 3) - 1 + place) / 16),
      activation_F: activationsAt(ownHistory, features),
      loss: conditions((effect) => (history % 1000) / 100 + effect, effects),
      kl: conditions((effect) => (effect * (1 + (history % 7))) / 10, effects),
    };
  });
}

function conditions(of: (effect: number) => number, effects: ImaginedConditions): ImaginedConditions {
  const { original, zeroAblated, meanAblated, reconstructed } = effects;
  return {
    original: of(original),
    zeroAblated: of(zeroAblated),
    meanAblated: of(meanAblated),
    reconstructed: of(reconstructed),
  };
}
