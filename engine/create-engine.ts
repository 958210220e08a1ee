/** Creates the engine: lazy, with one worker thread a model. */
import { getHookPoint } from '../domain/hook-point.js';
import type { Engine, EngineOptions } from './engine.js';
import { createGraphLibrary } from './graph-library.js';
import { generate } from './intervention/generate.js';
import { createEditedRuns } from './intervention/intervene.js';
import { unembed } from './intervention/unembed.js';
import { openMeter } from './meter/open-meter.js';
import { readTensors } from './models/read-tensors.js';
import { nextTokenLossOutput } from './onnx/next-token-loss.js';
import { openEncoder } from './open-encoder.js';
import { createComparer } from './similarity/create-comparer.js';

/** Starts no thread and loads nothing before a method is called; must be closed. */
export function createEngine(options: EngineOptions): Engine {
  const library = createGraphLibrary(options);
  const comparer = createComparer({
    device: { threads: options.threads, deviceId: options.deviceId },
    providers: () => library.usualProviders(),
    inTurn: library.inTurn,
  });
  const edited = createEditedRuns(library);
  return {
    get providers() {
      return library.providers;
    },
    get loaded() {
      return library.loaded;
    },
    tryProviders: () => library.tryProviders(),
    openEncoder: (model, dictionaries, provider) => openEncoder(library, { model, dictionaries, provider }),
    openMeter: (model, dictionaries) => openMeter(library, { model, dictionaries }),
    async readActivations(files, hookPoints, batch, signal) {
      if (hookPoints.length === 0) return [];
      const points = hookPoints.map((name) => getHookPoint(name, files.model.hookPoints));
      const outputs = points.map(({ tensor }) => tensor);
      const wanted = points.map(({ tensor, width }) => ({ tensor, width, positions: batch.positions }));
      // None comes back by itself, since an encoder may have the same graph open.
      return readTensors(await library.openModel(files, outputs, { returns: [] }), wanted, { batch, signal });
    },
    async nextTokenLoss_BT(files, batch, signal) {
      const graph = await library.openModel(files, [nextTokenLossOutput]);
      const wanted = [{ tensor: nextTokenLossOutput, width: 1, positions: Math.max(0, batch.positions - 1) }];
      const [loss_BT] = await readTensors(graph, wanted, { batch, signal });
      return loss_BT;
    },
    intervene: (model, request, signal) => edited.intervene(model, request, signal),
    generate: (model, request, signal) => generate(edited, model, request, signal),
    unembed: (model, vectors, signal) => unembed(library, model, { vectors, signal }),
    compareDictionaries: (pair, how) => comparer.compareDictionaries(pair, how),
    matchFeatures: (pair, how) => comparer.matchFeatures(pair, how),
    compareRandomVectors: (request, how) => comparer.compareRandomVectors(request, how),
    nearestFeatures: (request, how) => comparer.nearestFeatures(request, how),
    async close() {
      await Promise.all([library.close(), comparer.close()]);
    },
  };
}
