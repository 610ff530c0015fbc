import { language } from '../../language/language.js';
import { writeAddress } from '../../settings/address.js';
import { inUtf8, readsChinese } from '../data/in-utf8.js';
import { type Settings, usualEpochs } from '../settings.js';
import { type ChosenFile, chosenFile, forget, phase, problem, settings } from './page-state.js';
import { beginPreparation, isLatest, prepare } from './run.js';
import { talkTo } from './worker-link.js';

/** Changes settings, which begins a new run. */
export function change(changed: Partial<Settings>): void {
  const { network } = changed;
  settings.value = { ...settings.peek(), ...(network && { epochs: usualEpochs[network] }), ...changed };
  writeAddress({ ...settings.peek() });
  void prepareIfStarted();
}

/** Takes a file of the visitor's, or another way to read it. */
export function chooseFile(file: ChosenFile): void {
  chosenFile.value = file;
  void prepareIfStarted();
}

/** Looks at a file that the visitor has chosen. */
export async function lookAt(chosen: File, hasHeader = true): Promise<void> {
  const number = beginPreparation();
  const file = readsChinese(language.peek()) ? await inUtf8(chosen) : chosen;
  const outcome = await talkTo((api) => api.look(file, hasHeader));
  if (!isLatest(number) || !outcome) return;
  const { value: look } = outcome;
  if (look) {
    const { textColumn, labelColumn } = look;
    chooseFile({ file, hasHeader, look, textColumn, labelColumn });
    return;
  }
  chosenFile.value = undefined;
  problem.value = outcome.problem;
  if (phase.peek() !== 'starting') phase.value = 'waiting';
}

/** While a backend starts, nothing is prepared; once it runs, the run of then is. */
async function prepareIfStarted(): Promise<void> {
  if (phase.peek() === 'starting') forget();
  else await prepare();
}
