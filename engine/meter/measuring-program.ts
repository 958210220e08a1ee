/** Makes the programs that measure one part of a batch. */
import { computedTensor } from '../onnx/patch-tensor.js';
import type { Program, ProgramStep } from '../worker/protocol.js';
import { activationSums } from './activation-sums-graph.js';
import { conditionSteps, fetchedLosses } from './condition-steps.js';
import { familySteps, fetchedStatistics } from './dictionary-steps.js';
import { countedMask, given, givenTensors, modelFeeds, scalarZero } from './given-tensors.js';
import type { MeasuredPart } from './measured-parts.js';
import type { MeterGraphs } from './meter-graphs.js';
import type { PlannedPart } from './planned-part.js';
import { sumNamed } from './program-names.js';

/** Sums up the activations, no more. */
export function summingProgram(graphs: MeterGraphs, part: MeasuredPart): Program {
  const { zero } = given;
  const inputs = { ...modelFeeds(graphs, part), ...countedMask(part), [zero]: scalarZero() };
  return { inputs, steps: [prefixStep(graphs), sumsStep(graphs, zero)], fetch: [sumNamed('sum_BD')] };
}

/** The model up to the hook point; the sums; every family on its pieces; then the rest of the model for every condition. */
export function measuringProgram(graphs: MeterGraphs, plan: PlannedPart, mean_D: Float32Array): Program {
  return {
    inputs: { ...modelFeeds(graphs, plan.part), ...givenTensors(graphs, plan, mean_D) },
    steps: [
      prefixStep(graphs),
      sumsStep(graphs, given.mean),
      ...plan.families.flatMap((family, number) => familySteps(graphs, family, number)),
      ...conditionSteps(graphs, plan),
    ],
    fetch: [...activationSums.map(sumNamed), ...fetchedLosses(plan), ...plan.families.flatMap(fetchedStatistics)],
  };
}

function prefixStep({ prefix }: MeterGraphs): ProgramStep {
  const same = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));
  const inputs = prefix.opened.inputs.map(({ name }) => name);
  return { graph: prefix.path, feeds: same(inputs), fetches: same(prefix.opened.outputs) };
}

function sumsStep({ sums, writtenTensor }: MeterGraphs, mean: string): ProgramStep {
  return {
    graph: sums,
    feeds: { x_BTD: computedTensor(writtenTensor), counted_BT: given.counted, mean_11D: mean },
    fetches: Object.fromEntries(activationSums.map((output) => [output, sumNamed(output)])),
  };
}
