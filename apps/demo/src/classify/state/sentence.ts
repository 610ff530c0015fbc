import { effect, signal } from '@preact/signals';
import type { ExplainedText } from '../run/network.js';
import { askedClass, hasNetwork, measured, phase, progress, runStart } from './page-state.js';
import { talkTo } from './worker-link.js';

/** What the visitor has typed. */
export const sentence = signal('');
export const explanation = signal<ExplainedText | undefined>(undefined);

/** Milliseconds that typing must rest, and between two looks at a network that learns. */
const rest = 150;
const pace = 500;

let timer: ReturnType<typeof setTimeout> | undefined;
let isAsking = false;
let isStale = false;

/** Keeps the explanation true of the sentence and the network, as both change. */
export function followSentence(): () => void {
  const ends = [
    effect(() => {
      sentence.value;
      schedule(rest, true);
    }),
    effect(() => {
      [askedClass.value, runStart.value, measured.value, phase.value];
      schedule(0, true);
    }),
    effect(() => {
      progress.value;
      schedule(pace, false);
    }),
  ];
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}

/** @param isNew whether an earlier appointment is given up */
function schedule(wait: number, isNew: boolean): void {
  if (timer !== undefined && !isNew) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    timer = undefined;
    void ask();
  }, wait);
}

/** One question at a time; what changes meanwhile is asked after the answer. */
async function ask(): Promise<void> {
  if (isAsking) {
    isStale = true;
    return;
  }
  isAsking = true;
  isStale = false;
  const [text, classId] = [sentence.peek(), askedClass.peek()];
  try {
    explanation.value = hasNetwork.peek() && text.trim() !== '' ? await talkTo((api) => api.explain(text, classId)) : undefined;
  } finally {
    isAsking = false;
  }
  if (isStale) schedule(0, true);
}
