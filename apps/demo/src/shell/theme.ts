import { signal } from '@preact/signals';
import { remember, remembered } from '../settings/remember.js';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const first = remembered('theme');
export const theme = signal<Theme>(first === 'light' || first === 'dark' ? first : 'system');

/** Changes the theme of the page, and of the next visit. */
export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  remember('theme', chosen === 'system' ? undefined : chosen);
  if (chosen === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}
