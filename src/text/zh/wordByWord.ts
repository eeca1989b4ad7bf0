import type { WordByWordText } from '../en/wordByWord.ts';

export const wordByWord: WordByWordText = {
  title: '逐词',
  field: '模型读入',
  waiting: '第一次读入正在进行。',
  figure: '每个词的对数概率',
  made: ({ step, draws, mixingSamples }) =>
    `训练第 ${step} 步：log p(词 | 前面的词, z)，对给定该句的 q 中 ${draws} 个 z 样本求平均，包括句末 ⏎。log p(x) 不小于各词之和减去 KL；SIS-RNN 的 KL 取 K = ${mixingSamples}，只会偏高，不会偏低。RNN 的值就是 log p 本身。`,
  line: (model) => `由 ${model} 读入`,
  point: '指向某个词，或选中一行后用 ← →，查看该词的 log p；CSV 中有全部数值。',
  totals: '整句的合计',
  nats: 'nats，该句',
  words: '各词之和',
  kl: 'KL',
  bound: 'log p(x) ≥',
  none: '无',
  grammar: '语法本身',
  grammarSays: (factors) => `语法给出的因子：${factors.join('，')}。`,
  factor: (name, value) => `${name}为${value}`,
  likely: (name, value, percent) => `${name}为${value}（${percent} %）`,
};
