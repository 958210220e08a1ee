/** Opens the encoder of a harvest by the execution provider that it was begun on: results of two are never mixed. */
import { ResearchError } from '../../domain/errors.js';
import type { Encoder, ProviderName } from '../../engine/engine.js';

/** By the provider that is named and no other; by those that the model runs on where none is. */
export type OpenEncoder = (provider: ProviderName | undefined) => Promise<Encoder>;

/**
 * By the usual provider first, since what it cannot run it may leave to others, as it did when the harvest began.
 * Throws HARVEST_PROVIDER_CHANGED where the provider that it was begun on is not to be had.
 */
export async function openEncoderOfOneProvider(open: OpenEncoder, begunOn?: ProviderName): Promise<Encoder> {
  const usual = await open(undefined);
  if (begunOn === undefined || usual.provider === begunOn) return usual;
  await usual.close();
  const encoder = await openOn(begunOn, { open, usual });
  if (encoder.provider === begunOn) return encoder;
  await encoder.close();
  throw changed(begunOn, usual);
}

async function openOn(
  begunOn: ProviderName,
  { open, usual }: { readonly open: OpenEncoder; readonly usual: Encoder },
): Promise<Encoder> {
  try {
    return await open(begunOn);
  } catch (error) {
    if (!(error instanceof ResearchError) || error.code !== 'PROVIDER_UNAVAILABLE') throw error;
    throw changed(begunOn, usual, error);
  }
}

function changed(begunOn: ProviderName, { provider }: Encoder, cause?: ResearchError): ResearchError {
  const told = `The harvest was begun on ${begunOn} and could go on only with ${provider}, which would mix the two.`;
  const message = cause ? `${told} ${cause.message}` : told;
  return new ResearchError('HARVEST_PROVIDER_CHANGED', message, { at: 'SAEQL_PROVIDER', cause });
}
