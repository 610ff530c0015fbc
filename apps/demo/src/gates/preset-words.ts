import { defineWords } from '../language/language.js';

/** What the weights of each preset do, given the sign that it looks for and how many units there are. */
export const presetWords = defineWords({
  en: {
    random: {
      lstm: (_sign: string, _units: number) => 'All weights are drawn at random, by the seed. Larger ones push the gates to their ends.',
      gru: (_sign: string, _units: number) => 'All weights are drawn at random, by the seed. Larger ones push the gates to their ends.',
    },
    remember: {
      lstm: (_sign: string, units: number) =>
        `Unit 1 is set by hand: its input gate opens for the first sign and shuts for good as soon as the unit shows something, and its forget gate stays open, so that c never changes again.${units > 1 ? ' The other units are random.' : ''}`,
      gru: (_sign: string, units: number) =>
        `Unit 1 is set by hand: its update gate lets the first sign in, and stays at 1, which keeps, as soon as the unit holds something.${units > 1 ? ' The other units are random.' : ''}`,
    },
    count: {
      lstm: (sign: string, units: number) =>
        `Unit 1 is set by hand: its input gate opens only at “${sign}” and adds 1 to c each time; nothing is forgotten.${units > 1 ? ' The other units are random.' : ''}`,
      gru: (sign: string, units: number) =>
        `Unit 1 is set by hand: each “${sign}” moves it a fifth of the way to 1. A GRU averages and cannot add up, so it only counts a little way; compare the LSTM.${units > 1 ? ' The other units are random.' : ''}`,
    },
    forget: {
      lstm: (sign: string, units: number) =>
        `Unit 1 is set by hand: it adds a quarter to c at each step, and its forget gate shuts at “${sign}”, which empties it.${units > 1 ? ' The other units are random.' : ''}`,
      gru: (sign: string, units: number) =>
        `Unit 1 is set by hand: it moves a fifth of the way to 1 at each step, and its update gate falls to 0 at “${sign}”, which empties it.${units > 1 ? ' The other units are random.' : ''}`,
    },
  },
  zh: {
    random: {
      lstm: (_sign: string, _units: number) => '所有权重都按种子随机抽取。权重越大，门越靠近两端。',
      gru: (_sign: string, _units: number) => '所有权重都按种子随机抽取。权重越大，门越靠近两端。',
    },
    remember: {
      lstm: (_sign: string, units: number) =>
        `单元 1 是手工设定的：输入门为第一个字符打开，单元一有输出便永远关上；遗忘门一直开着，于是 c 不再改变。${units > 1 ? '其他单元是随机的。' : ''}`,
      gru: (_sign: string, units: number) =>
        `单元 1 是手工设定的：更新门让第一个字符进来；单元一旦有了内容，更新门便停在 1，也就是保持不变。${units > 1 ? '其他单元是随机的。' : ''}`,
    },
    count: {
      lstm: (sign: string, units: number) =>
        `单元 1 是手工设定的：输入门只在“${sign}”处打开，每次给 c 加 1；什么也不忘。${units > 1 ? '其他单元是随机的。' : ''}`,
      gru: (sign: string, units: number) =>
        `单元 1 是手工设定的：每遇到“${sign}”就向 1 靠近五分之一。GRU 只会取平均，不会累加，所以数不了多远；请与 LSTM 比较。${units > 1 ? '其他单元是随机的。' : ''}`,
    },
    forget: {
      lstm: (sign: string, units: number) =>
        `单元 1 是手工设定的：每一步给 c 加四分之一，遗忘门在“${sign}”处关上，把它清空。${units > 1 ? '其他单元是随机的。' : ''}`,
      gru: (sign: string, units: number) =>
        `单元 1 是手工设定的：每一步向 1 靠近五分之一，更新门在“${sign}”处降为 0，把它清空。${units > 1 ? '其他单元是随机的。' : ''}`,
    },
  },
});
