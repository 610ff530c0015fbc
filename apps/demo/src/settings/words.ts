import { defineWords } from '../language/language.js';

export const settingsWords = defineWords({
  en: {
    copy: 'Copy link',
    copied: 'The link is copied.',
    refused: (link: string) => `The browser does not let this page copy. This is the link: ${link}`,
  },
  zh: {
    copy: '复制链接',
    copied: '链接已复制。',
    refused: (link: string) => `浏览器不允许本页复制。链接如下：${link}`,
  },
});
