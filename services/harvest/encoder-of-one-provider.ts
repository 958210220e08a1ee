/** Opens the encoder of a harvest by the execution provider that it was begun on: results of two are never mixed. */
import { ResearchError } from '../../domain/errors.js';
import { toNodeId } from '../../domain/node-id.js';
import type { Encoder, ProviderName } from '../../engine/engine.js';
import { JobWaits } from '../jobs/job-waits.js';

/** By the provider that is named and no other; by those that the model runs on where none is. */
export type OpenEncoder = (provider: ProviderName | undefined) => Promise<Encoder>;

/** What an interrupted harvest left behind. */
export interface Begun {
  readonly jobId: string;
  /** Undefined where nothing is counted yet, and of what was counted before providers were recorded. */
  readonly on: ProviderName | undefined;
}

/**
 * By the usual provider first, since what it cannot run it may leave to others, as it did when the harvest began.
 * Throws JobWaits with HARVEST_PROVIDER_UNAVAILABLE where the provider that it was begun on is not to be had: what is
 * counted already stays, for a process that has it.
 */
export async function openEncoderOfOneProvider(open: OpenEncoder, begun: Begun): Promise<Encoder> {
  const usual = await open(undefined);
  if (begun.on === undefined || usual.provider === begun.on) return usual;
  await usual.close();
  const encoder = await openOn(begun.on, open, (cause) => waits(begun, usual, cause));
  if (encoder.provider === begun.on) return encoder;
  await encoder.close();
  throw waits(begun, usual);
}

async function openOn(
  provider: ProviderName,
  open: OpenEncoder,
  unavailable: (cause: ResearchError) => JobWaits,
): Promise<Encoder> {
  try {
    return await open(provider);
  } catch (error) {
    if (!(error instanceof ResearchError) || error.code !== 'PROVIDER_UNAVAILABLE') throw error;
    throw unavailable(error);
  }
}

function waits({ jobId, on }: Begun, { provider }: Encoder, cause?: ResearchError): JobWaits {
  const job = toNodeId('Job', jobId);
  const told = `The harvest of job ${job} was begun on ${on} and could go on only with ${provider}, which would mix the two.`;
  const message = cause ? `${told} ${cause.message}` : told;
  const fix = `Start with SAEQL_PROVIDER=${on} where it works (or its model in SAEQL_MODEL_PROVIDERS), or cancel job ${job} and start the harvest anew.`;
  return new JobWaits(new ResearchError('HARVEST_PROVIDER_UNAVAILABLE', message, { at: 'SAEQL_PROVIDER', fix, cause }));
}
