import { defineWords } from '../language/language.js';

export const controlWords = defineWords({
  en: {
    copied: 'Copied.',
    notCopied: 'This browser does not let the page copy. Here is the text:',
    copyLink: 'Copy link',
    notRead: (reason: string) => `What was dropped could not be read: ${reason}`,
  },
  zh: {
    copied: '已复制。',
    notCopied: '浏览器不允许本页复制。文本如下：',
    copyLink: '复制链接',
    notRead: (reason: string) => `无法读取拖放的内容：${reason}`,
  },
});
