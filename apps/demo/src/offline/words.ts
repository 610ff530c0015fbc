import { defineWords } from '../language/language.js';

export const offlineWords = defineWords({
  en: {
    newVersion: 'There is a new version of this site. It opens when its pages are closed, or now: what they compute ends then.',
    open: 'Open it now',
  },
  zh: {
    newVersion: '本站有新版本。关闭所有页面后自动启用；也可以立即启用，页面上正在进行的计算会就此结束。',
    open: '立即启用',
  },
});
