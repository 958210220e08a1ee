/** Entry of a worker thread that compares dictionaries: one work at a time, a piece a question. */
import { parentPort, workerData } from 'node:worker_threads';
import { ResearchError } from '../../domain/errors.js';
import { unreachable } from '../../domain/unreachable.js';
import { compareWithChance } from '../similarity/baseline.js';
import { compare } from '../similarity/compare.js';
import { match } from '../similarity/match.js';
import type { MatrixProducts } from '../similarity/matrix-products.js';
import { findNearest } from '../similarity/nearest.js';
import type { Work } from '../similarity/share.js';
import type { ComparisonQuestion, ComparisonReply, ComparisonResult, PiecemealStart } from './comparison-protocol.js';
import { MemoryExhausted } from './memory-exhausted.js';
import { openComparisonProducts } from './open-comparison-products.js';
import type { OpenProducts } from './open-products.js';
import type { WorkerSettings } from './protocol.js';

/** What a piece of work takes, so that nobody waits longer to give it up. */
const pieceMs = 100;

function begin({ kind, request }: PiecemealStart, products: MatrixProducts): Work<ComparisonResult> {
  switch (kind) {
    case 'compare':
      return compare(request, products);
    case 'match':
      return match(request, products);
    case 'baseline':
      return compareWithChance(request, products);
    default:
      return unreachable(kind);
  }
}

async function goOn(work: Work<ComparisonResult>): Promise<ComparisonReply> {
  const until = performance.now() + pieceMs;
  for (;;) {
    const step = await work.next();
    if (step.done) return { kind: 'done', result: step.value };
    if (performance.now() > until) return { kind: 'working', share: step.value };
  }
}

function toFailure(error: unknown): ComparisonReply {
  if (error instanceof ResearchError)
    return { kind: 'refused', code: error.code, message: error.message, at: error.at, fix: error.fix };
  if (error instanceof MemoryExhausted) {
    const message = `There was not enough memory on the device to compare: ${error.message}`;
    return toFailure(new ResearchError('MEMORY_EXHAUSTED', message));
  }
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
}

function serve(): void {
  if (!parentPort) throw new Error('this file is the entry of a worker thread');
  const port = parentPort;
  const settings = workerData as WorkerSettings;
  let opening: Promise<OpenProducts> | undefined;
  let work: Work<ComparisonResult> | undefined;

  async function answer(question: ComparisonQuestion): Promise<ComparisonReply> {
    const products = await (opening ??= openComparisonProducts(settings));
    if (question.kind === 'nearest') return { kind: 'done', result: await findNearest(question.request, products) };
    if (question.kind !== 'continue') work = begin(question, products);
    if (!work) throw new Error('nothing was begun');
    return goOn(work);
  }

  port.on('message', (question: ComparisonQuestion) => {
    answer(question).then(
      (reply) => port.postMessage(reply),
      (error: unknown) => port.postMessage(toFailure(error)),
    );
  });
}

serve();
