import { computed, effect } from '@preact/signals';
import { opened, runStart, settings } from './page-state.js';
import { sentence } from './sentence.js';

/** Sentences that no sample has, with words that stand in several classes. */
const ofSamples = {
  english: [
    'Could I book a table by the window for tonight?',
    'Is this book cheaper in dark green?',
    'I have a cold and my throat hurts.',
    'The soup is cold, can I change it?',
    'Will it be cold in Oslo tomorrow?',
    'Do I turn left at the traffic light for the hotel?',
  ],
  chinese: [
    '今晚想订一张靠窗的桌子',
    '这本书有绿色的吗？',
    '我感冒了，喉咙疼',
    '汤冷了，可以换吗？',
    '明天大连冷不冷？',
    '去酒店在红绿灯左转吗？',
  ],
} as const;

/** Longer texts make no button. */
const longest = 90;

/** What a visitor may try without typing. */
export const exampleSentences = computed<readonly string[]>(() => {
  const { data } = settings.value;
  if (opened.value) return [];
  if (data !== 'file') return ofSamples[data];
  return (runStart.value?.examples ?? []).map(({ text }) => text).filter((text) => text.length <= longest);
});

/** Puts the first of them into the field, as long as the visitor has typed nothing. */
export function suggestSentence(): () => void {
  let suggested = '';
  return effect(() => {
    const [first] = exampleSentences.value;
    if (first === undefined || (sentence.peek() !== suggested && sentence.peek() !== '')) return;
    suggested = first;
    sentence.value = first;
  });
}
