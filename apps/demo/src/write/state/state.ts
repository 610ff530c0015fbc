import { signal } from '@preact/signals';
import { emptyCurve } from '../../charts/curve.js';
import { language } from '../../language/language.js';
import { writeAddress } from '../../settings/address.js';
import type { Finding, LearningState, NetworkFacts, NotebookEntry, Progress } from '../api.js';
import { readSettings } from '../settings.js';
import { noText } from './shown-text.js';

/** What went wrong, for the page to say in its language. */
export type Problem =
  | { readonly kind: 'tooShort'; readonly characters: number; readonly needed: number }
  | { readonly kind: 'diverged' }
  | { readonly kind: 'sample' | 'other'; readonly reason: string };

const asked = readSettings(language.value);
// A link that is copied from here is a whole one.
if (asked.refused.length > 0) writeAddress({ ...asked.values });

export const settings = signal(asked.values);
/** Names in the address whose values were not taken. */
export const refused = asked.refused;
/** Whether the address tells of a text that it cannot hold. */
export const cameWithoutText = asked.values.text === 'own';

/** The visitor's own text, once it is to be learned. */
export const ownText = signal('');

/** The network, and whether it was opened rather than made here. */
export const network = signal<NetworkFacts | undefined>(undefined);
export const isOpened = signal(false);
export const learning = signal<LearningState>('ready');
export const progress = signal<Progress | undefined>(undefined);
export const curve = signal(emptyCurve);
export const heldOutCurve = signal(emptyCurve);
export const notebook = signal<readonly NotebookEntry[]>([]);
export const problem = signal<Problem | undefined>(undefined);

export const temperature = signal(0.7);
export const shownText = signal(noText);
export const isWriting = signal(false);
/** The character that is looked at, by its place in the whole text; the last one, while it is undefined. */
export const chosenPlace = signal<number | undefined>(undefined);
/** The one under the pointer, which goes before. */
export const pointedPlace = signal<number | undefined>(undefined);
/** From 0. */
export const chosenUnit = signal({ layer: 0, unit: 0 });
export const findings = signal<readonly Finding[] | undefined>(undefined);
