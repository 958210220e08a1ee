/** The works whose tensors stay on a device, are copied, or are inside one graph. */
import { dirname } from 'node:path';
import type { DictionaryForward } from '../domain/dictionary.js';
import { buildDeviceEncodeGraph } from '../engine/dictionaries/device-encode-graph.js';
import { buildEncodeGraph } from '../engine/dictionaries/encode-graph.js';
import { buildReplacementGraph } from '../engine/intervention/change-graphs.js';
import { feedsFor } from '../engine/models/feeds.js';
import { prepareGraph, prepareSegments } from '../engine/models/prepare-graph.js';
import { writeGraphOfContent } from '../engine/models/write-graph-file.js';
import { nextTokenLossOutput } from '../engine/onnx/next-token-loss.js';
import { readModelFile } from '../engine/onnx/read-model-file.js';
import { encodePart } from '../engine/worker/encode-part.js';
import { encodeRows } from '../engine/worker/encode-rows.js';
import type { ProgramStep, TensorData, Tensors } from '../engine/worker/protocol.js';
import { createRememberedOutputs } from '../engine/worker/remembered-outputs.js';
import { runProgram } from '../engine/worker/run-program.js';
import type { Sessions } from '../engine/worker/sessions.js';
import { fuseEncoding, fuseReconstruction } from './fused-graphs.js';
import { forward } from './residency-world.js';
import type { ResidencyWorld } from './residency-world.js';

/** A work on the whole batch, as one graph or as several. */
export interface Works {
  readonly separate: (sessions: Sessions) => Promise<unknown>;
  readonly fused: (sessions: Sessions) => Promise<unknown>;
}

/** The loss where a reconstruction takes the place of an activation. */
export async function interventionWorks({ files, tensor, weights, batch }: ResidencyWorld): Promise<Works> {
  const dictionary = { forward };
  const [prefix, suffix] = await prepareSegments(files, { outputs: [nextTokenLossOutput], at: [tensor] });
  const replacement = await writeGraphOfContent(dirname(prefix), buildReplacementGraph(dictionary, weights));
  const whole = await prepareGraph(files, { outputs: [nextTokenLossOutput, tensor] });
  const place = { tensor, dictionary, weights };
  const fused = await writeGraphOfContent(dirname(whole), fuseReconstruction(await readModelFile(whole), place));
  const shape: TensorData = {
    ...{ type: 'int64', dims: [3] },
    data: BigInt64Array.from([batch.lengths_B.length, batch.positions, weights.width], BigInt),
  };
  const run = async (sessions: Sessions, steps: readonly ProgramStep[]): Promise<unknown> => {
    const opened = await Promise.all(steps.map(({ graph }) => sessions.open(graph)));
    const inputs = {
      ...feedsFor(
        opened.flatMap((graph) => graph.inputs.filter(isOfModel)),
        batch,
      ),
      shape,
    };
    return runProgram({ sessions, remembered: createRememberedOutputs(0) }, { inputs, steps, fetch: ['loss'] });
  };
  const isOfModel = ({ name }: { readonly name: string }): boolean =>
    ['input_ids', 'attention_mask', 'position_ids'].includes(name);
  return {
    async separate(sessions) {
      const before = await sessions.open(prefix, []);
      const behind = await sessions.open(suffix, [nextTokenLossOutput]);
      await sessions.open(replacement, []);
      return run(sessions, [
        { graph: prefix, feeds: same(before.inputs), fetches: same(before.outputs.map((name) => ({ name }))) },
        {
          graph: replacement,
          feeds: { read_BTD: tensor, shape_3: 'shape' },
          fetches: { reconstruction_BTD: 'reconstruction' },
        },
        {
          graph: suffix,
          feeds: { ...same(behind.inputs), [tensor]: 'reconstruction' },
          fetches: { [nextTokenLossOutput]: 'loss' },
        },
      ]);
    },
    async fused(sessions) {
      const { inputs } = await sessions.open(fused);
      return run(sessions, [{ graph: fused, feeds: same(inputs), fetches: { [nextTokenLossOutput]: 'loss' } }]);
    },
  };
}

function same(tensors: readonly { readonly name: string }[]): Record<string, string> {
  return Object.fromEntries(tensors.map(({ name }) => [name, name]));
}

export interface Encoding {
  readonly forward: DictionaryForward;
  /** listing: as on the CPU. onDevice: as on WebGPU. */
  readonly graphs: 'listing' | 'onDevice';
}

/** What fires on every position. */
export async function encodeWorks(
  { files, tensor, weights, batch }: ResidencyWorld,
  { forward: encoding, graphs }: Encoding,
): Promise<Works> {
  const { gives, returns, model } =
    graphs === 'onDevice'
      ? buildDeviceEncodeGraph({ forward: encoding }, weights)
      : ({ gives: 'firings', returns: undefined, model: buildEncodeGraph({ forward: encoding }, weights) } as const);
  const prefix = await prepareGraph(files, { outputs: [tensor] });
  const encoder = await writeGraphOfContent(dirname(prefix), model);
  const fused = await writeGraphOfContent(dirname(prefix), fuseEncoding(await readModelFile(prefix), model, tensor));
  const { positions, lengths_B } = batch;
  return {
    async separate(sessions) {
      const { inputs } = await sessions.open(prefix, []);
      await sessions.open(encoder, returns);
      return encodeRows(sessions, {
        kind: 'encode',
        pass: { graph: prefix, feeds: feedsFor(inputs, batch), fetches: [tensor] },
        steps: [{ graph: encoder, gives, fetch: tensor, size: weights.size }],
        ...{ lengths_B, firstRow_B: lengths_B.map((_, b) => b * positions) },
      });
    },
    async fused(sessions) {
      const { inputs } = await sessions.open(fused, returns);
      const feeds = feedsFor(inputs, batch);
      const reading = fedTokens(sessions, fused, feeds);
      return encodePart(reading, { graph: fused, gives }, feeds[inputs[0].name]);
    },
  };
}

/** Sessions in which a graph reads tokens where it would read rows. */
function fedTokens(sessions: Sessions, graph: string, feeds: Tensors): Sessions {
  return {
    secondsInside: 0,
    open: (...asked) => sessions.open(...asked),
    release: (graphs) => sessions.release(graphs),
    download: (tensor) => sessions.download(tensor),
    run: (pass) => sessions.run(pass.graph === graph ? { ...pass, feeds } : pass),
  };
}
