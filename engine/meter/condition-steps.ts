/** The steps of a program in which a model goes on behind the hook point, with the activation there replaced. */
import { divergenceOutput, referenceInput } from '../onnx/divergence.js';
import { logLikelihoodOutput, tokenLossOutput } from '../onnx/next-token-loss.js';
import { patchInputs } from '../onnx/patch-tensor.js';
import type { ProgramStep } from '../worker/protocol.js';
import { given, idsOf, rowNames } from './given-tensors.js';
import type { MeterGraphs } from './meter-graphs.js';
import type { PlannedPart } from './planned-part.js';
import { divergenceOf, headInputOf, lossOf, reconstructionOf } from './program-names.js';
import type { Condition } from './program-names.js';

/** Log-likelihoods of the original on one stretch, to which the others are compared. */
const reference = 'saeql.reference_log_likelihood';
/** What the head reads, on one stretch. */
const headRows = 'saeql.head_rows';

/** In this order: the original first, since the others are compared with it. */
function conditionsOf({ dictionaries }: PlannedPart): Condition[] {
  return ['original', 'zeroAblated', 'meanAblated', ...Array.from({ length: dictionaries }, (_, place) => place)];
}

/** Every condition up to the head; then the head, for every condition on one stretch after the other. */
export function conditionSteps(graphs: MeterGraphs, plan: PlannedPart): ProgramStep[] {
  const conditions = conditionsOf(plan);
  return [
    ...conditions.map((condition) => middleStep(graphs, condition)),
    ...plan.stretches.flatMap((_, stretch) => conditions.flatMap((condition) => headSteps(graphs, condition, stretch))),
  ];
}

export function fetchedLosses(plan: PlannedPart): string[] {
  return plan.stretches.flatMap((_, stretch) =>
    conditionsOf(plan).flatMap((condition) =>
      condition === 'original'
        ? [lossOf(condition, stretch)]
        : [lossOf(condition, stretch), divergenceOf(condition, stretch)],
    ),
  );
}

function replacementOf(condition: Condition): { readonly mask: string; readonly value: string } {
  switch (condition) {
    case 'original':
      return { mask: given.nowhere, value: given.zero };
    case 'zeroAblated':
      return { mask: given.zeroed, value: given.zero };
    case 'meanAblated':
      return { mask: given.replaced, value: given.mean };
    default:
      return { mask: given.replaced, value: reconstructionOf(condition) };
  }
}

function middleStep({ middle, writtenTensor, headTensor }: MeterGraphs, condition: Condition): ProgramStep {
  const patch = patchInputs(writtenTensor);
  const { mask, value } = replacementOf(condition);
  const own = Object.fromEntries(middle.opened.inputs.map(({ name }) => [name, name]));
  return {
    graph: middle.path,
    feeds: { ...own, [patch.mask]: mask, [patch.value]: value },
    fetches: { [headTensor]: headInputOf(condition) },
  };
}

function headSteps({ head, rows, headTensor }: MeterGraphs, condition: Condition, stretch: number): ProgramStep[] {
  const { start_1, end_1 } = rowNames('head', stretch);
  const isOriginal = condition === 'original';
  return [
    { graph: rows, feeds: { x_BTD: headInputOf(condition), start_1, end_1 }, fetches: { x_1ND: headRows } },
    {
      graph: head.path,
      feeds: {
        [headTensor]: headRows,
        input_ids: idsOf(stretch),
        [referenceInput]: isOriginal ? given.zero : reference,
      },
      fetches: isOriginal
        ? { [tokenLossOutput]: lossOf(condition, stretch), [logLikelihoodOutput]: reference }
        : { [tokenLossOutput]: lossOf(condition, stretch), [divergenceOutput]: divergenceOf(condition, stretch) },
    },
  ];
}
