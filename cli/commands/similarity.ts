/** `saeql similarity`: how much of one dictionary is found in another, both ways, beside what chance gives. */
import type { Command } from 'commander';
import {
  dictionaryVectors,
  randomVectorKinds,
  type AliveRule,
  type DictionaryVectors,
  type RandomVectorKind,
  type SimilarityInput,
} from '../../domain/similarity.js';
import type { NamedSimilarity } from '../../services/services.js';
import { parseAliveRule, parseChoice } from '../parse-option.js';
import { runCommand, type Session } from '../run-command.js';
import { runJob } from '../run-job.js';
import { similarityDocument } from '../similarity-document.js';
import { similarityLines } from '../similarity-lines.js';

interface SimilarityOptions {
  readonly vectors: DictionaryVectors;
  readonly alive?: AliveRule;
  readonly randomVectors: RandomVectorKind;
}

export function addSimilarity(program: Command): void {
  program
    .command('similarity')
    .description('mean max cosine similarity of two dictionaries, both directions, beside random vectors')
    .argument('<truth>', 'the dictionary whose features are looked for')
    .argument('<query>', 'the dictionary in which they are looked for')
    .option('--vectors <vectors>', 'decoder or encoder', parseChoice(dictionaryVectors), 'DECODER')
    .option(
      '--alive <corpus[:frequency]>',
      'only features that fire on more than this share of the tokens of a harvest of the corpus (default: at all)',
      parseAliveRule,
    )
    .option(
      '--random-vectors <vectors>',
      "uniform, or covariance: beside those also random vectors with the mean and covariance of the truth's",
      parseChoice(randomVectorKinds),
      'UNIFORM',
    )
    .action((truth: string, query: string, options: SimilarityOptions, command: Command) =>
      runCommand(command, (session) => compare(session, { truth, query, ...options })),
    );
}

async function compare(session: Session, input: SimilarityInput): Promise<void> {
  const { similarities } = session.services;
  await runJob(session, { noun: 'similarity', start: () => similarities.start(input) });
  const similarity = getSimilarity(similarities.find(input));
  const { record } = similarity;
  const read = {
    covarianceBaseline: similarities.covarianceBaseline(record) ?? null,
    fractionAbove: similarities.fractionAbove(record, 0.9),
    matchedFractionAbove: similarities.matchedFractionAbove(record, 0.7),
    encoderDecoderAgreement: similarities.encoderDecoderAgreement(record, 0.7),
  };
  session.output.answer(similarityDocument(similarity, read), similarityLines(similarity, read));
}

/** A job that succeeded has stored it, and nobody changes what a running command asked for. */
function getSimilarity(similarity: NamedSimilarity | undefined): NamedSimilarity {
  if (!similarity) throw new Error('the similarity was removed while it was read');
  return similarity;
}
