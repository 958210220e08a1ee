/** Which of the labels counts as true. */
import type { ClassCount } from '../../domain/dataset.js';
import { ResearchError } from '../../domain/errors.js';
import { didYouMean } from '../../domain/nearest-name.js';

const affirmative = new Set(['1', '1.0', 'true', 't', 'yes', 'y', 'positive', 'pos']);

/**
 * The wanted label. When none is wanted, of two labels the one that says yes (1, true, yes, positive and the like, in any case),
 * and where neither or both do, the later one: by value when both are numbers, else by characters. Throws
 * POSITIVE_LABEL_INVALID for a label that no row has, and when none is wanted of more than two.
 */
export function choosePositiveLabel(classes: readonly ClassCount[], wanted: string | undefined): string {
  const labels = classes.map(({ label }) => label);
  if (wanted !== undefined) return getLabel(wanted.trim(), labels);
  if (labels.length > 2)
    throw invalid(`There are ${labels.length} labels${listed(labels)}, and none is said to be positive.`);
  const yes = labels.filter((label) => affirmative.has(label.toLowerCase()));
  return yes.length === 1 ? yes[0] : later(labels);
}

function getLabel(wanted: string, labels: readonly string[]): string {
  if (labels.includes(wanted)) return wanted;
  throw invalid(
    `No row has the label "${wanted.slice(0, 60)}".${didYouMean(wanted, labels)} There are${listed(labels)}.`,
  );
}

function later([first, second]: readonly string[]): string {
  const [a, b] = [Number(first), Number(second)];
  const areNumbers = Number.isFinite(a) && Number.isFinite(b) && a !== b;
  return (areNumbers ? a > b : first > second) ? first : second;
}

function listed(labels: readonly string[]): string {
  const shown = labels.slice(0, 5).map((label) => ` "${label.slice(0, 60)}"`);
  return shown.join(',') + (labels.length > shown.length ? ' and more' : '');
}

function invalid(message: string): ResearchError {
  return new ResearchError('POSITIVE_LABEL_INVALID', message, { at: 'positiveLabel' });
}
