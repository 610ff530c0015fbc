import type { Labels } from '@tidegate/datasets';
import { count, counted, loss, percent } from '@tidegate/model-directory/wording';
import type { ClassScores } from '@tidegate/training';
import type { Text } from '../../reporting/reporter.js';
import { table } from '../../reporting/table.js';
import type { ClassificationScores } from './scores.js';

/** Labels up to which the confusion matrix is printed; programs are given it whole. */
const mostShown = 12;

/** The few figures that say most. */
export function shortFields({ accuracy, macroF1, microF1, loss: value, examples }: ClassificationScores) {
  return { accuracy, macroF1, ...(microF1 !== undefined && { microF1 }), loss: value, examples };
}

export function shortText({ accuracy, microF1, loss: value }: ClassificationScores): string {
  const f1 = microF1 === undefined ? '' : `, F1 ${percent(microF1)}`;
  return `accuracy ${percent(accuracy)}${f1}, loss ${loss(value)}`;
}

/** All figures, with those of each class by name. */
export function allFields(scores: ClassificationScores, { names }: Labels): Readonly<Record<string, unknown>> {
  const perClass = Object.fromEntries(names.map((name, id) => [name, scores.perClass[id]]));
  return { ...shortFields(scores), labels: names, perClass, ...(scores.confusion && { confusion: scores.confusion }) };
}

export function allText(scores: ClassificationScores, { names }: Labels): Text {
  return ({ bold, dim }) => {
    const { accuracy, macroF1, microF1, loss: value, examples, perClass, confusion } = scores;
    const rows = names.map((name, id) => [name, ...classRow(perClass[id] as ClassScores)]);
    return [
      `accuracy  ${bold(percent(accuracy))} of ${counted(examples, 'text')}`,
      `macro F1  ${percent(macroF1)}`,
      ...(microF1 === undefined ? [] : [`micro F1  ${percent(microF1)}`]),
      `loss      ${loss(value)}`,
      '',
      ...table(['', 'precision', 'recall', 'F1', 'texts'], rows, dim),
      ...(confusion ? ['', ...confusionLines(confusion, names, dim)] : []),
      '',
    ].join('\n');
  };
}

function classRow({ precision, recall, f1, support }: ClassScores): string[] {
  return [percent(precision), percent(recall), percent(f1), count(support)];
}

function confusionLines(confusion: readonly (readonly number[])[], names: readonly string[], dim: (text: string) => string): string[] {
  if (names.length > mostShown) return [dim(`the confusion matrix of ${names.length} classes is in the output of --json`)];
  const rows = names.map((name, actual) => [
    name,
    ...(confusion[actual] as readonly number[]).map((cell) => (cell === 0 ? '.' : count(cell))),
  ]);
  return table(['is \\ taken for', ...names], rows, dim);
}
