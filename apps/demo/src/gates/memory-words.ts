import { defineWords } from '../language/language.js';

/** The words of "How long a cell remembers". */
export const memoryWords = defineWords({
  en: {
    title: 'How long a cell remembers',
    hint: 'Three untrained networks of the same size read the same random numbers. The curves show how strongly the last output still depends on what each earlier step left in the state: the norm of the gradient, on its way back through time. A curve that falls in a straight line here shrinks by the same factor at every step: the gradient vanishes, and nothing that far back can be learned.',
    biasHint:
      'The forget bias is what the LSTM adds to the sum of its forget gate: it begins with that gate open, and the other two networks get no such help. At 0 it forgets like them; the higher it is, the longer the LSTM remembers.',
    steps: 'Steps',
    units: 'Units',
    forgetBias: 'Forget bias of the LSTM',
    scale: 'Weights times',
    seed: 'Seed',
    curves: { rnn: 'RNN', gru: 'GRU', lstm: 'LSTM, h', lstmCell: 'LSTM, c' },
    chart: 'Norm of the gradient against steps back, logarithmic.',
    back: 'Steps back from the end →',
    norm: '↑ Norm of the gradient',
    sentence: (steps: number, rnn: string, gru: string, lstm: string, cell: string) =>
      `Of the gradient at the last output, what arrives ${steps} steps earlier is ${rnn} in the RNN, ${gru} in the GRU, and in the LSTM ${lstm} at its hidden state and ${cell} at its cell state.`,
    all: 'All norms',
    step: 'Step',
  },
  zh: {
    title: '循环单元能记多久',
    hint: '三个同样大小、未经训练的网络读同一串随机数。曲线表示最后的输出在多大程度上仍取决于较早各步留在状态里的东西：即梯度沿时间反向传播时的范数。若曲线在这里呈直线下降，说明梯度每一步都按同一比例缩小：梯度消失了，那么久远的内容便无从学起。',
    biasHint:
      '遗忘偏置加在 LSTM 遗忘门的和上：它一开始就让这个门开着，另外两个网络没有这样的帮助。设为 0 时，LSTM 忘得和它们一样快；越大，它记得越久。',
    steps: '步数',
    units: '隐藏单元数',
    forgetBias: 'LSTM 的遗忘偏置',
    scale: '权重放大倍数',
    seed: '随机种子',
    curves: { rnn: 'RNN', gru: 'GRU', lstm: 'LSTM，h', lstmCell: 'LSTM，c' },
    chart: '梯度范数随回溯步数的变化，对数坐标。',
    back: '从末尾往回的步数 →',
    norm: '↑ 梯度的范数',
    sentence: (steps: number, rnn: string, gru: string, lstm: string, cell: string) =>
      `最后输出处的梯度往回传 ${steps} 步之后，RNN 还剩 ${rnn}，GRU 还剩 ${gru}，LSTM 的隐藏状态处还剩 ${lstm}，细胞状态处还剩 ${cell}。`,
    all: '全部范数',
    step: '步',
  },
});
