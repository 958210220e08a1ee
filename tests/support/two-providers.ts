/** The shipped model and its dictionaries on the CPU and on a device, to be compared. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { availableParallelism } from 'node:os';
import { ResearchError } from '../../domain/errors.js';
import { createEngine, dictionaryDigest, readDictionary, writeDictionaryWeights } from '../../engine/index.js';
import type { DictionaryFiles, Engine, ModelFiles, ProviderName, TokenBatch } from '../../engine/index.js';
import { copyModel, tokenBatch } from './models.js';
import { demo } from './paths.js';

/** WebGPU, unless CUDA is asked for. */
export const device: ProviderName = process.env.SAEQL_PROVIDER === 'cuda' ? 'cuda' : 'webgpu';
const threads = availableParallelism();

const finding = await findDevice();
export const hasDevice = finding.available;
if (!hasDevice)
  console.log(`SKIPPED: nothing was compared with the CPU, since ${device} does not work here: ${finding.reason}`);

async function findDevice() {
  const engine = createEngine({ providers: [device], threads });
  const found = await engine.tryProviders();
  await engine.close();
  return found.find(({ name }) => name === device)!;
}

export interface TwoProviders {
  readonly cpu: Engine;
  readonly gpu: Engine;
  close(): Promise<void>;
}

export function openTwoProviders(): TwoProviders {
  const cpu = createEngine({ providers: ['cpu'], threads });
  const gpu = createEngine({ providers: [device], threads });
  return {
    ...{ cpu, gpu },
    async close() {
      await cpu.close();
      await gpu.close();
    },
  };
}

interface Contents {
  readonly dictionaries: readonly {
    readonly name: string;
    readonly folder: string;
    readonly model: string;
    readonly hookPoint: string;
  }[];
}

const readJson = <T>(file: string): T => JSON.parse(readFileSync(demo(file), 'utf8')) as T;

/** The three texts of the demonstration's reference, cut into pieces of 40 to 3 tokens. */
export function demoBatch(): TokenBatch {
  const { documents } = readJson<{ readonly documents: readonly { readonly tokenIds: readonly number[] }[] }>(
    'reference.json',
  );
  return tokenBatch(documents.flatMap(({ tokenIds }) => [tokenIds.slice(0, 40), tokenIds.slice(40, 60)]));
}

export const openDemoModel = (folder: string): Promise<ModelFiles> =>
  copyModel(demo('models/demo'), join(folder, 'demo'));

/** A dictionary of the demonstration, by its name there. */
export async function openDemoDictionary(folder: string, name: string): Promise<DictionaryFiles> {
  const listed = readJson<Contents>('contents.json').dictionaries.find((entry) => entry.name === name);
  assert.ok(listed, name);
  const imported = await readDictionary(demo(listed.folder));
  const { architecture, size, width, forward, provenance } = imported;
  const target = join(folder, name);
  await writeDictionaryWeights(target, imported);
  const digest = await dictionaryDigest(imported);
  await imported.close();
  const { model, hookPoint } = listed;
  const places = { hookPoint, outputHookPoint: hookPoint };
  const dictionary = { name, model, ...places, architecture, size, width, digest, forward, provenance };
  return { folder: target, dictionary };
}

/** Absolute for values up to 1, relative for larger ones. */
export function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what: string,
): void {
  assert.equal(actual.length, expected.length, what);
  for (let at = 0; at < expected.length; at++) {
    const difference = Math.abs(actual[at] - expected[at]);
    const allowed = tolerance * Math.max(1, Math.abs(expected[at]));
    assert.ok(difference <= allowed, `${what} at ${at}: ${actual[at]} is not ${expected[at]}`);
  }
}

/** Why the device does not compute in float16, as where an adapter has no such shaders; throws every other error. */
export function refusedAdapter(error: unknown): string {
  if (error instanceof ResearchError && error.code === 'PROVIDER_UNAVAILABLE') return error.message;
  throw error;
}
