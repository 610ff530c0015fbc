import { defineWords } from '../language/language.js';

export const homeWords = defineWords({
  en: {
    title: 'Tidegate: recurrent networks that learn in your browser',
    heading: 'See a recurrent network learn, and see inside it',
    lede: 'Everything on this site is trained where you sit: by your browser, in seconds, with the packages that you can install.',
    install: 'In your own app',
    installText:
      'What computes here are packages for any app, each alone or together, without a native build. Until their first release is on npm, a clone has them all; this one command sets it up and trains a network.',
    cards: {
      addition: 'A network learns to add two numbers, bit by bit. Watch the carry become one of its units.',
      gates: 'Every gate of an LSTM or GRU, step by step, with its equation. Change a weight and see what follows.',
      classify: 'Sort sentences into classes: a sample, or your own file. See which word decided.',
      write: 'A network reads a text and learns to write like it, character by character. Chinese verse, too.',
      speed: 'The same networks in Tidegate and in stock TensorFlow.js, timed in your browser.',
    },
  },
  zh: {
    title: 'Tidegate：在浏览器中学习的循环神经网络',
    heading: '看循环神经网络如何学习，看它内部发生了什么',
    lede: '本站的一切都在您这里训练：由您的浏览器在几秒之内完成，用的正是您可以安装的软件包。',
    install: '用在您自己的应用里',
    installText:
      '本站用来计算的软件包可用于任何应用，可单独使用，也可一起使用，无需本地编译。在首个版本发布到 npm 之前，克隆仓库即可得到全部软件包；下面的命令会完成安装并训练一个网络。',
    cards: {
      addition: '网络逐位学习两数相加。看进位如何变成它的一个隐藏单元。',
      gates: 'LSTM 或 GRU 的每一个门，逐步展示，并配有公式。改动一个权重，看会发生什么。',
      classify: '把句子分门别类：用示例数据，或用您自己的文件。看是哪个词起了决定作用。',
      write: '网络读一段文字，学着逐字写作。也可以写中文诗。',
      speed: '同样的网络，分别用 Tidegate 和原版 TensorFlow.js，在您的浏览器里计时。',
    },
  },
});
