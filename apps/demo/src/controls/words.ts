import { defineWords } from '../language/language.js';

export const controlWords = defineWords({
  en: {
    notRead: (reason: string) => `What was dropped could not be read: ${reason}`,
  },
  zh: {
    notRead: (reason: string) => `无法读取拖放的内容：${reason}`,
  },
});
