import type { CurvesText } from '../en/curves.ts';

const UNITS = { sequence: '序列', sentence: '句子' };

export const curves: CurvesText = {
  title: {
    bound: (unit) => `log {formula:p(x)} 的{bound:下界}，nats / ${UNITS[unit]}`,
    kl: (unit) => `{KL:KL}{formula:(q ‖ 先验)}，nats / ${UNITS[unit]}`,
  },
  label: { bound: '下界曲线', kl: 'KL 曲线' },
  sheet: {
    bound: (unit) => `下界曲线，nats / ${UNITS[unit]}`,
    kl: (unit) => `KL 曲线，nats / ${UNITS[unit]}`,
  },
  training: '训练',
  validation: '验证',
  exactLogp: '精确 log p(x)',
  exact: '精确',
  samples: (training, validation) =>
    `当前训练所用的 {K:K}：${training.join('，')}。验证所用的 K：${validation}。两条曲线都按 {beta:β} = 1 计算，与训练当前所用的 β 无关。`,
  samplesOf: (model, samples) => `${model} ${samples}`,
  across: '训练步',
  hint: '指向图中，或选中后按 ← →，可读取数值。',
  curve: {
    training: (model) => `${model}，训练`,
    validation: (model) => `${model}，验证`,
  },
};
