/** A graph runner whose graphs are loaded when they are needed, within a memory that all runners share. */
import type { GraphMemory } from './graph-memory.js';
import type { GraphRunner } from './worker/graph-runner.js';
import type { OpenedGraph } from './worker/protocol.js';

/** Its calls throw what `GraphMemory.use` throws, too. The memory must be told of crashes by whoever made the runner. */
export function createBudgetedRunner(runner: GraphRunner, memory: GraphMemory): GraphRunner {
  const opened = new Map<string, Promise<OpenedGraph>>();
  return {
    // What a graph wants to be fed does not change, so one that was released since is loaded when it runs.
    open(graph, returns) {
      const known = opened.get(graph);
      if (known) return known;
      const opening = memory.use({ runner, graphs: [graph] }, () => runner.open(graph, returns));
      opened.set(graph, opening);
      opening.catch(() => opened.delete(graph));
      return opening;
    },
    run: (pass, signal) => memory.use({ runner, graphs: [pass.graph], signal }, () => runner.run(pass, signal)),
    runProgram(program, signal) {
      const graphs = program.steps.map(({ graph }) => graph);
      return memory.use({ runner, graphs, signal }, () => runner.runProgram(program, signal));
    },
    encode(request, signal) {
      const graphs = [request.pass.graph, ...request.steps.map(({ graph }) => graph)];
      return memory.use({ runner, graphs, signal }, () => runner.encode(request, signal));
    },
    async release(graphs) {
      for (const graph of graphs) opened.delete(graph);
      await memory.release({ runner, graphs });
    },
    close: () => runner.close(),
  };
}
