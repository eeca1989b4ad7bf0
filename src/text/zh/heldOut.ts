import type { HeldOutText } from '../en/heldOut.ts';

export const heldOut: HeldOutText = {
  title: '留出集',
  scrolls: '留出集上的数值',
  nats: { sequence: 'nats / 序列', sentence: 'nats / 句子' },
  exact: '精确',
  bound: (mixingSamples) => `下界，K = ${mixingSamples}`,
  perplexity: { word: '困惑度（每个词或句末）', character: '困惑度（每个字符或句末）' },
  reconstruction: '重构',
  deficit: {
    sequence: '与精确值之差，nats / 步',
    sentence: '与精确值之差，nats / 句子',
  },
  counted: { sequence: '序列数', sentence: '句子数' },
  none: '还没有测量。',
  waiting: '第一次验证即将完成。',
  told: (step, unit) =>
    `验证集，第 ${step} 步；± 为各${unit === 'sentence' ? '句子' : '序列'}之间的一个标准误。β = 1。`,
  perplexityIs: {
    word: (count) => `困惑度：负下界除以 ${count} 个词与句末后取指数，因此只会偏高，不会偏低。`,
    character: (count) =>
      `困惑度：负下界除以 ${count} 个字符与句末后取指数，因此只会偏高，不会偏低。`,
  },
};
