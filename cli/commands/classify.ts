/** `saeql classify`: what a classifier says of texts. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Classification } from '../../domain/classification.js';
import { ResearchError } from '../../domain/errors.js';
import type { Answered } from '../../services/services.js';
import { runCommand, type Session } from '../run-command.js';
import { toTable } from '../table.js';

interface ClassifyOptions {
  readonly file?: string;
}

export function addClassify(program: Command): void {
  program
    .command('classify')
    .description('label, score and evidence of texts, as a classifier sees them')
    .argument('<classifier>', 'the classifier')
    .argument('[text...]', 'the texts')
    .option('--file <file>', 'texts from a file, one a line, after those given')
    .action((classifier: string, given: string[], { file }: ClassifyOptions, command: Command) =>
      runCommand(command, (session) => classifyTexts(session, classifier, [...given, ...linesOf(file)])),
    );
}

/** Every answer is printed, and then what was wrong with the first bad text is thrown. */
async function classifyTexts(session: Session, classifier: string, texts: readonly string[]): Promise<void> {
  const { services, output, interruption } = session;
  const { maxPrompts } = services.limits;
  const answers: Answered<Classification>[] = [];
  for (let from = 0; from < Math.max(1, texts.length); from += maxPrompts) {
    const prompts = texts.slice(from, from + maxPrompts).map((text) => ({ kind: 'text' as const, text }));
    answers.push(...(await services.classifiers.classify({ classifier, prompts }, interruption)));
  }
  const rows = answers.map((answer, place) => rowOf(answer, texts[place]));
  output.answer(answers.map(toDocument), toTable(['label', 'score', 'probability', 'text'], rows));
  const bad = answers.find((answer) => answer instanceof ResearchError);
  if (bad instanceof ResearchError) throw bad;
}

function toDocument(answer: Answered<Classification>) {
  if (!(answer instanceof ResearchError)) return answer;
  return { error: { code: answer.code, message: answer.message } };
}

function rowOf(answer: Answered<Classification>, text: string): string[] {
  if (answer instanceof ResearchError) return [answer.code, '', '', text];
  const label = answer.abstained ? `${answer.label} (abstained)` : answer.label;
  return [label, answer.score.toFixed(4), answer.probability.toFixed(4), text];
}

function linesOf(file: string | undefined): string[] {
  if (file === undefined) return [];
  return readText(file)
    .split(/\r?\n/)
    .filter((line) => line !== '');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ResearchError('FILE_NOT_FOUND', `"${file}" cannot be read: ${(error as Error).message}`, { at: file });
  }
}
