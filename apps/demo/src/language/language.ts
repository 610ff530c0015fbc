import { signal } from '@preact/signals';
import { remember } from '../settings/remember.js';

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** The language of the page; `appearance.js` has chosen it before the page was painted. */
export const language = signal<Language>(document.documentElement.lang.startsWith('zh') ? 'zh' : 'en');

/** Changes the language of the page, and of the next visit. */
export function chooseLanguage(chosen: Language): void {
  language.value = chosen;
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en';
  remember('language', chosen);
  forgetAsked();
}

/** A language that a link asks for holds until the visitor chooses one. */
function forgetAsked(): void {
  const address = new URL(location.href);
  if (!address.searchParams.has('language')) return;
  address.searchParams.delete('language');
  history.replaceState(history.state, '', address);
}

/** The same shape with any text in the place of each. */
type Translated<Words> = {
  readonly [Name in keyof Words]: Words[Name] extends string
    ? string
    : Words[Name] extends (...args: infer Args) => string
      ? (...args: Args) => string
      : Translated<Words[Name]>;
};

/**
 * The words of a page in both languages. A text that one of them lacks is an error of the compiler.
 *
 * @returns the words of the current language; a component that asks for them is drawn again when the language changes
 */
export function defineWords<const Words extends object>(words: {
  readonly en: Words;
  readonly zh: Translated<Words>;
}): () => Translated<Words> {
  return () => words[language.value] as Translated<Words>;
}

/** A number as the language writes it, with a true minus. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(language.value === 'zh' ? 'zh-CN' : 'en', options).format(value).replace('-', '−');
}

/** A day and a time, as short as the language writes them. */
export function formatDate(date: Date): string {
  return new Intl.DateTimeFormat(language.value === 'zh' ? 'zh-CN' : 'en', { dateStyle: 'medium', timeStyle: 'short' }).format(date);
}

/** A share between 0 and 1 in per cent. */
export function formatShare(share: number, digits = 1): string {
  return formatNumber(share, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });
}
