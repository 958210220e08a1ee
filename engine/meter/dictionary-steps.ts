/** The steps of a program in which dictionaries encode, decode and are measured. */
import { computedTensor } from '../onnx/patch-tensor.js';
import type { ProgramStep } from '../worker/protocol.js';
import { given, rowNames } from './given-tensors.js';
import type { MeterGraphs } from './meter-graphs.js';
import type { FamilyPieces } from './planned-part.js';
import { reconstructionOf, statisticNamed } from './program-names.js';
import { statisticsOutputs } from './reconstruction-statistics.js';

const statistics = statisticsOutputs.map(({ name }) => name ?? '');

/** The features of a piece are dropped before those of the next are computed. `number` is the place of the family. */
export function familySteps(graphs: MeterGraphs, { family, pieces }: FamilyPieces, number: number): ProgramStep[] {
  const shared = `saeql.features:${number}`;
  const written = computedTensor(graphs.writtenTensor);
  const encoding = family.sharedGraph;
  return pieces.flatMap((_, piece) => {
    const { block_3, ...rows } = rowNames(number, piece);
    const reading = { read_BTD: graphs.readTensor, ...rows };
    return [
      ...(encoding === undefined ? [] : [{ graph: encoding, feeds: reading, fetches: { f_NF: shared } }]),
      ...family.members.map(({ place, graph }) => ({
        graph,
        feeds: {
          ...reading,
          ...(encoding === undefined ? {} : { shared_NF: shared }),
          block_3,
          written_BTD: written,
          placed_BTD: piece === 0 ? written : reconstructionOf(place),
          counted_BT: given.counted,
        },
        fetches: {
          ...Object.fromEntries(statistics.map((output) => [output, statisticNamed(output, place, piece)])),
          reconstruction_BTD: reconstructionOf(place),
        },
      })),
    ];
  });
}

export function fetchedStatistics({ family, pieces }: FamilyPieces): string[] {
  return family.members.flatMap(({ place }) =>
    pieces.flatMap((_, piece) => statistics.map((output) => statisticNamed(output, place, piece))),
  );
}
