import type { EstimatesText } from '../en/estimates.ts';

export const estimates: EstimatesText = {
  title: '在测试集上估计',
  estimator: '估计方法',
  draws: '样本数 N',
  mixingDraws: '混合样本数 K',
  tested: { sequence: '测试序列数', sentence: '测试句子数' },
  refused: 'FIVO 在隐变量的各步之间对粒子重采样，而一个句子只有一个 z：中间没有步。请用 IWAE。',
  estimators: {
    elbo: '每条序列 N 个样本的 log w 的均值：即训练所提升的下界，取 β = 1。',
    iwae: 'N 个样本权重均值的对数：比 ELBO 更紧，对任何 N 和 K 都是下界。',
    fivo: '用 N 个粒子的粒子滤波所得估计的对数，有效粒子太少时重采样：同样是下界。',
  },
  estimate: '估计',
  cancel: '取消',
  share: '估计的完成比例',
  pending: (asked, percent) => `${asked} ${percent} %`,
  pendingWith: (asked, working, percent) => `${asked}：${working} ${percent} %`,
  scrolls: '估计结果',
  nats: { sequence: 'nats / 序列', sentence: 'nats / 句子' },
  exact: '精确',
  note: (unit) =>
    `log p(x) 的下界，β = 1，± 为各${unit === 'sentence' ? '句子' : '序列'}之间的一个标准误；RNN 的数值就是 log p(x) 本身。请按上面的验证数值选择设置，最后再看这里。`,
  asked: (estimator, particles, mixingSamples) =>
    `${estimator}，N = ${particles}，K = ${mixingSamples}`,
  all: {
    sequence: (count, step) => `全部 ${count} 条测试序列，训练第 ${step} 步`,
    sentence: (count, step) => `全部 ${count} 个测试句子，训练第 ${step} 步`,
  },
  first: {
    sequence: (count, of, step) => `${of} 条测试序列中的前 ${count} 条，训练第 ${step} 步`,
    sentence: (count, of, step) => `${of} 个测试句子中的前 ${count} 个，训练第 ${step} 步`,
  },
  perplexity: (perplexity) => `困惑度 ${perplexity}`,
  notes: (notes) => notes.join('，'),
};
