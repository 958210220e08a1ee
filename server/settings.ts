/** The one table of what can be configured: docs/configuration.md and `saeql doctor` show it, config.ts reads it. */

interface SettingText {
  /** Name of the environment variable. */
  readonly name: `SAEQL_${string}`;
  readonly unit: string;
  readonly meaning: string;
}
export interface TextSetting extends SettingText {
  readonly kind: 'text';
  readonly default: string;
}
export interface ChoiceSetting extends SettingText {
  readonly kind: 'choice';
  readonly choices: readonly string[];
  readonly default: string;
}
export interface IntegerSetting extends SettingText {
  readonly kind: 'integer';
  readonly least: number;
  readonly most: number;
  readonly default: number;
}
export type Setting = TextSetting | ChoiceSetting | IntegerSetting;

export const namedProviders = ['cpu', 'webgpu', 'cuda'] as const;
const providerChoices = ['auto', ...namedProviders] as const;
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const int32 = 2 ** 31 - 1;

export const settings = {
  data: {
    name: 'SAEQL_DATA',
    kind: 'text',
    unit: 'folder',
    default: './data',
    meaning: 'Folder of the store.',
  },
  host: {
    name: 'SAEQL_HOST',
    kind: 'text',
    unit: 'address',
    default: '127.0.0.1',
    meaning: 'Address to listen on. Without a key only callers on the same machine are answered, whatever this says.',
  },
  port: {
    name: 'SAEQL_PORT',
    kind: 'integer',
    unit: 'TCP port',
    least: 0,
    most: 65_535,
    default: 4000,
    meaning: 'Port to listen on; 0 takes a free one.',
  },
  provider: {
    name: 'SAEQL_PROVIDER',
    kind: 'choice',
    unit: 'name',
    choices: providerChoices,
    default: 'auto',
    meaning:
      'Where models run; `auto` takes the first of cuda, webgpu and cpu that passes a test at start. One that is named is used, or the server does not start (docs/gpu.md).',
  },
  modelProviders: {
    name: 'SAEQL_MODEL_PROVIDERS',
    kind: 'text',
    unit: 'model=provider',
    default: '',
    meaning: 'Models that run elsewhere than the rest, such as `pythia-70m=cpu, gpt2=webgpu`.',
  },
  deviceId: {
    name: 'SAEQL_DEVICE_ID',
    kind: 'integer',
    unit: 'number',
    least: 0,
    most: 1023,
    default: 0,
    meaning: 'Which of several CUDA devices is used; WebGPU takes the one its driver prefers.',
  },
  threads: {
    name: 'SAEQL_THREADS',
    kind: 'integer',
    unit: 'threads',
    least: 0,
    most: 1024,
    default: 0,
    meaning: 'Threads inside one operator of a model; 0 takes as many as there are cores.',
  },
  memoryBudget: {
    name: 'SAEQL_MEMORY_BUDGET',
    kind: 'integer',
    unit: 'bytes',
    least: 0,
    most: 2 ** 50,
    default: 0,
    meaning:
      'Weights that one process keeps loaded, the server or a running job; what was not used for longest makes room. 0 takes a third of the memory that the machine or its container has.',
  },
  logLevel: {
    name: 'SAEQL_LOG_LEVEL',
    kind: 'choice',
    unit: 'level',
    choices: logLevels,
    default: 'info',
    meaning: 'Least level that is logged, as JSON lines on standard error; `debug` adds a line a request.',
  },
  maxQueryCost: {
    name: 'SAEQL_MAX_QUERY_COST',
    kind: 'integer',
    unit: 'cost',
    least: 1,
    most: int32,
    default: 200_000,
    meaning: 'Highest cost of a query; `extensions.cost` of every answer says what it cost.',
  },
  maxPrompts: {
    name: 'SAEQL_MAX_PROMPTS',
    kind: 'integer',
    unit: 'prompts',
    least: 1,
    most: int32,
    default: 128,
    meaning: 'Prompts in one request.',
  },
  maxPromptTokens: {
    name: 'SAEQL_MAX_PROMPT_TOKENS',
    kind: 'integer',
    unit: 'tokens',
    least: 1,
    most: int32,
    default: 16_384,
    meaning: 'Tokens of all prompts of one request together.',
  },
  maxBodyBytes: {
    name: 'SAEQL_MAX_BODY_BYTES',
    kind: 'integer',
    unit: 'bytes',
    least: 1024,
    most: int32,
    default: 8 * 2 ** 20,
    meaning: 'Largest body of a request.',
  },
  maxPageSize: {
    name: 'SAEQL_MAX_PAGE_SIZE',
    kind: 'integer',
    unit: 'items',
    least: 1,
    most: 100_000,
    default: 1000,
    meaning: 'Largest page of any list, and most bins, tokens or quantiles of a field.',
  },
  deadlineMs: {
    name: 'SAEQL_DEADLINE_MS',
    kind: 'integer',
    unit: 'milliseconds',
    least: 1,
    most: int32,
    default: 30_000,
    meaning: 'Longest time a request may take; subscriptions are not meant.',
  },
  maxEngineCost: {
    name: 'SAEQL_MAX_ENGINE_COST',
    kind: 'integer',
    unit: 'tokens x layers x dictionaries',
    least: 1,
    most: int32,
    default: 4_000_000,
    meaning:
      'Most work that one request may ask of the engine, all its fields together; a forward pass counts as one dictionary.',
  },
  maxWaiting: {
    name: 'SAEQL_MAX_WAITING',
    kind: 'integer',
    unit: 'requests',
    least: 1,
    most: 100_000,
    default: 256,
    meaning: 'Requests that may wait for the engine, the one at work included; more are refused with `BUSY`.',
  },
  batchWindowMs: {
    name: 'SAEQL_BATCH_WINDOW_MS',
    kind: 'integer',
    unit: 'milliseconds',
    least: 0,
    most: 1000,
    default: 0,
    meaning:
      'How long an idle engine waits for more requests to share its run. Those that arrive during a run share the next in any case.',
  },
  batchTokens: {
    name: 'SAEQL_BATCH_TOKENS',
    kind: 'integer',
    unit: 'tokens',
    least: 0,
    most: 1_048_576,
    default: 4096,
    meaning: 'Most tokens of prompts that share a run of the engine; with 0 every prompt runs alone.',
  },
} as const satisfies Record<string, Setting>;

/** What a setting may be, in words. */
export function rangeOf(setting: Setting): string {
  switch (setting.kind) {
    case 'text':
      return 'any';
    case 'choice':
      return setting.choices.join(', ');
    case 'integer':
      return `${setting.least} to ${setting.most}`;
  }
}
