/** Workers that have memory for a few sequences at a time only. */
import { ResearchError } from '../../domain/errors.js';
import { createGraphLibrary } from '../../engine/graph-library.js';
import type { GraphLibrary } from '../../engine/graph-library.js';
import type { ModelGraph } from '../../engine/models/model-graph.js';
import type { GraphRunner } from '../../engine/worker/graph-runner.js';
import type { Tensors } from '../../engine/worker/protocol.js';

export interface ShortMemory {
  readonly library: GraphLibrary;
  /** How often a run was refused. */
  readonly refusals: number;
}

/** A library whose runs take at most so many sequences. */
export function createShortMemory(mostSequences: number): ShortMemory {
  const library = createGraphLibrary({ providers: ['cpu'], threads: 1 });
  let refusals = 0;
  const check = (feeds: Tensors): void => {
    if (feeds.input_ids.dims[0] <= mostSequences) return;
    refusals++;
    throw new ResearchError('MEMORY_EXHAUSTED', 'Failed to allocate memory for requested buffer of size 4096');
  };
  const short = (graph: ModelGraph): ModelGraph => ({ ...graph, runner: shortRunner(graph.runner, check) });
  return {
    get refusals() {
      return refusals;
    },
    library: {
      ...library,
      openModel: async (...asked) => short(await library.openModel(...asked)),
      openSegments: async (files, cut) => (await library.openSegments(files, cut)).map(short),
    },
  };
}

function shortRunner(runner: GraphRunner, check: (feeds: Tensors) => void): GraphRunner {
  return {
    ...runner,
    async run(pass, signal) {
      check(pass.feeds);
      return runner.run(pass, signal);
    },
    async runProgram(program, signal) {
      check(program.inputs);
      return runner.runProgram(program, signal);
    },
    async encode(request, signal) {
      check(request.pass.feeds);
      return runner.encode(request, signal);
    },
  };
}
