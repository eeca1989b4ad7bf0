import type { GapText } from '../en/gap.ts';

export const gap: GapText = {
  title: '与精确 log {p} 的差距，nats / 步',
  sheet: '与精确 log p(x) 的差距，nats / 步',
  previewed: '最佳高斯随滑块而定；模型的条形仍是原来那次运行的。',
  waiting: '正在计算验证集的精确 log p(x)。',
  told: (sequences, step, mixingSamples) =>
    `验证集，${sequences} 条序列，训练第 ${step} 步；下界取 K = ${mixingSamples}；± 为一个标准误。β 到 1 之后再作比较。`,
  bestGaussian: '最佳高斯',
  learned: '先验和解码器是学出来的：差距里也包含它们与生成器的距离。',
  best: '最佳高斯：给定 t 之前的 z 和 t 时的 x，单个高斯所能达到的最小损失。',
  ahead: '对能看到全部 x 的 q，这不是界限：它的最小损失是另一个数。',
  short: '只看到 t 为止的 x 的 q 在这里无法达到 0：后面的数据还会透露更多关于 z 的信息。',
};
