import { computed, signal } from '@preact/signals';
import { remember, remembered } from '../settings/remember.js';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const first = remembered('theme');
export const theme = signal<Theme>(first === 'light' || first === 'dark' ? first : 'system');

const dark = matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = signal(dark.matches);
dark.addEventListener('change', ({ matches }) => {
  systemIsDark.value = matches;
});

/** What the page looks like, for what cannot leave it to the style sheet. */
export const isDark = computed(() => theme.value === 'dark' || (theme.value === 'system' && systemIsDark.value));

/** Changes the theme of the page, and of the next visit. */
export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  remember('theme', chosen === 'system' ? undefined : chosen);
  if (chosen === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}
