/** Chooses the next token from the logits of a position. */

export interface ChosenToken {
  readonly tokenId: number;
  /** Under the distribution at temperature 1, in nats. */
  readonly logProbability: number;
}

/** With temperature 0 the likeliest token, ties the lower id; otherwise drawn from softmax(logits / temperature). */
export function chooseToken(logits_V: Float32Array, temperature: number, draw: () => number): ChosenToken {
  const tokenId = temperature === 0 ? likeliest(logits_V) : drawn(logits_V, temperature, draw());
  return { tokenId, logProbability: logits_V[tokenId] - logSumOfExponentials(logits_V, 1) };
}

function likeliest(logits_V: Float32Array): number {
  let best = 0;
  logits_V.forEach((logit, tokenId) => {
    if (logit > logits_V[best]) best = tokenId;
  });
  return best;
}

/** The first token up to which the probabilities add up to more than the draw, which is from 0 to 1. */
function drawn(logits_V: Float32Array, temperature: number, draw: number): number {
  const normaliser = logSumOfExponentials(logits_V, temperature);
  let sum = 0;
  for (let tokenId = 0; tokenId < logits_V.length; tokenId++) {
    sum += Math.exp(logits_V[tokenId] / temperature - normaliser);
    if (sum > draw) return tokenId;
  }
  return likeliest(logits_V);
}

function logSumOfExponentials(logits_V: Float32Array, temperature: number): number {
  const largest = logits_V.reduce((a, b) => Math.max(a, b)) / temperature;
  const sum = logits_V.reduce((total, logit) => total + Math.exp(logit / temperature - largest), 0);
  return largest + Math.log(sum);
}
