import type { TextName } from './settings.js';

const languages: Readonly<Record<TextName, string | undefined>> = { verse: 'zh-Hant', sonnets: 'en', whale: 'en', own: undefined };

/** The language of what a network writes that has learned this text, for voices and fonts; unknown of a visitor's own. */
export function languageOfText(text: TextName): string | undefined {
  return languages[text];
}
