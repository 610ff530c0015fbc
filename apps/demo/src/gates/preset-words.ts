import { defineWords } from '../language/language.js';

/** What the weights of each preset do, at the sign that it looks for. */
export const presetWords = defineWords({
  en: {
    random: 'All weights are drawn at random, by the seed. Larger ones push the gates to their ends.',
    byHand: (what: string, hasOthers: boolean) => `Unit 1 is set by hand: ${what}${hasOthers ? ' The other units are random.' : ''}`,
    sign: (sign: string) => `“${sign}”`,
    number: 'a number above 0.5',
    remember: {
      lstm: (_sign: string) =>
        'its input gate opens for the first step and shuts for good as soon as the unit shows something, and its forget gate stays open, so that c never changes again.',
      gru: (_sign: string) => 'its update gate lets the first step in, and stays at 1, which keeps, as soon as the unit holds something.',
    },
    count: {
      lstm: (sign: string) => `its input gate opens only at ${sign}, which adds 1 to c; nothing is forgotten.`,
      gru: (sign: string) =>
        `at ${sign} it moves a fifth of the way to 1. A GRU averages and cannot add up, so it only counts a little way; compare the LSTM.`,
    },
    forget: {
      lstm: (sign: string) => `it adds a quarter to c at each step, and its forget gate shuts at ${sign}, which empties it.`,
      gru: (sign: string) => `it moves a fifth of the way to 1 at each step, and its update gate falls to 0 at ${sign}, which empties it.`,
    },
  },
  zh: {
    random: '所有权重都按种子随机抽取。权重越大，门越靠近两端。',
    byHand: (what: string, hasOthers: boolean) => `隐藏单元 1 是手工设定的：${what}${hasOthers ? '其他隐藏单元是随机的。' : ''}`,
    sign: (sign: string) => `“${sign}”`,
    number: '大于 0.5 的数',
    remember: {
      lstm: (_sign: string) => '输入门为第一步打开，隐藏单元一有输出便永远关上；遗忘门一直开着，于是 c 不再改变。',
      gru: (_sign: string) => '更新门让第一步进来；隐藏单元一旦有了内容，更新门便停在 1，也就是保持不变。',
    },
    count: {
      lstm: (sign: string) => `输入门只在遇到${sign}时打开，每次给 c 加 1；什么也不忘。`,
      gru: (sign: string) => `每遇到${sign}就向 1 靠近五分之一。GRU 只会取平均，不会累加，所以数不了多远；请与 LSTM 比较。`,
    },
    forget: {
      lstm: (sign: string) => `每一步给 c 加四分之一；遇到${sign}时遗忘门关上，把它清空。`,
      gru: (sign: string) => `每一步向 1 靠近五分之一；遇到${sign}时更新门降为 0，把它清空。`,
    },
  },
});
