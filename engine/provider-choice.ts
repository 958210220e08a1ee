/** Chooses the execution provider of each model: the first that passes its test, or the one that was named. */
import { ResearchError } from '../domain/errors.js';
import type { EngineOptions, ExecutionProvider, ProviderName } from './engine.js';
import type { ProviderStatus } from './provider-status.js';
import type { ProviderTest } from './provider-test.js';

export interface ProviderChoice {
  /** The providers that a model's graphs are opened by, in this order. Throws PROVIDER_UNAVAILABLE. */
  providersFor(model: string): Promise<readonly ProviderName[]>;
  /** This one and no other, whether it is wanted for anything or not. Throws PROVIDER_UNAVAILABLE. */
  onlyProvider(provider: ProviderName): Promise<readonly ProviderName[]>;
  /** For what belongs to no model, in the same order. Throws PROVIDER_UNAVAILABLE. */
  usualProviders(): Promise<readonly ProviderName[]>;
  /** Tries what any model may need; does not throw where something is unavailable. */
  tryAll(): Promise<readonly ExecutionProvider[]>;
}

export interface ProviderChoiceParts {
  readonly options: Pick<EngineOptions, 'providers' | 'providerOf'>;
  readonly test: ProviderTest;
  readonly status: ProviderStatus;
}

/**
 * Where there is a choice, a provider that takes so much longer than the CPU is not taken: a renderer in software, which passes
 * for a GPU, takes 50 times as long; no GPU does.
 */
const mostTimesCpu = 8;

type Finding = 'works' | 'slow' | 'fails';

export function createProviderChoice({ options, test, status }: ProviderChoiceParts): ProviderChoice {
  const { providers: wanted, providerOf = {} } = options;
  const findings = new Map<ProviderName, Promise<Finding>>();
  let turn: Promise<unknown> = Promise.resolve();
  let usual: Promise<readonly ProviderName[]> | undefined;

  /** One test at a time: two sessions on one device must not run at once. */
  function find(provider: ProviderName): Promise<Finding> {
    if (provider === 'cpu') return Promise.resolve('works');
    const known = findings.get(provider);
    if (known) return known;
    const finding = turn.then(() => examine(provider, { test, status }));
    turn = finding;
    findings.set(provider, finding);
    return finding;
  }

  async function chooseUsual(): Promise<readonly ProviderName[]> {
    for (const provider of wanted) {
      const finding = await find(provider);
      if (finding === 'fails' || (finding === 'slow' && wanted.length > 1)) continue;
      status.recordChosen(provider);
      // A graph that the device cannot take, such as one too large for it, can still run on the CPU where that may be used.
      return provider !== 'cpu' && wanted.includes('cpu') ? [provider, 'cpu'] : [provider];
    }
    throw unavailable(status.providers, wanted);
  }

  async function providersFor(model: string): Promise<readonly ProviderName[]> {
    const named = Object.hasOwn(providerOf, model) ? providerOf[model] : undefined;
    return named ? onlyProvider(named) : (usual ??= chooseUsual());
  }

  async function onlyProvider(named: ProviderName): Promise<readonly ProviderName[]> {
    if ((await find(named)) === 'fails') throw unavailable(status.providers, [named]);
    status.recordChosen(named);
    return [named];
  }

  return {
    providersFor,
    onlyProvider,
    usualProviders: () => (usual ??= chooseUsual()),
    async tryAll() {
      await Promise.allSettled([(usual ??= chooseUsual()), ...Object.keys(providerOf).map(providersFor)]);
      return status.providers;
    },
  };
}

async function examine(
  provider: ProviderName,
  { test, status }: Pick<ProviderChoiceParts, 'test' | 'status'>,
): Promise<Finding> {
  try {
    const { milliseconds, cpuMilliseconds } = await test(provider);
    if (milliseconds <= mostTimesCpu * cpuMilliseconds) return 'works';
    const [slow, fast] = [milliseconds, cpuMilliseconds].map((duration) => duration.toFixed(1));
    status.recordSlow(provider, `Works, but takes ${slow} ms for what the CPU does in ${fast} ms.`);
    return 'slow';
  } catch (error) {
    status.recordFailure(provider, error instanceof Error ? error.message : String(error));
    return 'fails';
  }
}

function unavailable(known: readonly ExecutionProvider[], wanted: readonly ProviderName[]): ResearchError {
  const reasons = known.filter(({ name }) => wanted.includes(name)).map(({ name, reason }) => `${name}: ${reason}`);
  return new ResearchError('PROVIDER_UNAVAILABLE', `No execution provider can be used. ${reasons.join('; ')}`, {
    at: 'SAEQL_PROVIDER',
  });
}
