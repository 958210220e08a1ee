/** What the configuration says of the engine. */
import { availableParallelism } from 'node:os';
import type { EngineOptions, ExecutionProvider } from '../engine/engine.js';
import { createEngine } from '../engine/index.js';
import type { Config } from './config.js';
import { likelyProviders } from './likely-providers.js';
import { memoryBudgetOf } from './memory-budget.js';
import { parseModelProviders } from './model-providers.js';

/** Throws CONFIG_INVALID. */
export function engineOptionsOf(config: Config): EngineOptions {
  // cuBLAS rounds float32 to TF32 unless the process says no before it is loaded; the binding of ONNX Runtime has no option for it.
  process.env.NVIDIA_TF32_OVERRIDE ??= '0';
  const { provider, modelProviders, threads, deviceId } = config;
  return {
    ...(provider === 'auto' ? likelyProviders() : { providers: [provider] }),
    providerOf: parseModelProviders(modelProviders),
    threads: threads || availableParallelism(),
    deviceId,
    memoryBudgetBytes: memoryBudgetOf(config),
  };
}

/** What comes of trying the execution providers that may be used; loads no model. Throws CONFIG_INVALID. */
export async function findProviders(config: Config): Promise<readonly ExecutionProvider[]> {
  const engine = createEngine(engineOptionsOf(config));
  try {
    return await engine.tryProviders();
  } finally {
    await engine.close();
  }
}
