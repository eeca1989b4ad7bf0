import type { SummariesText } from '../en/summaries.ts';

export const summaries: SummariesText = {
  nothingYet: (title) => `${title}：还没有内容。`,
  curves: (title, curves) => `${title}：${curves.join('；')}。`,
  curve: (name, now) => `${name} 为 ${now}`,
  curveFrom: (name, now, step, first, firstStep) =>
    `${name} 在第 ${step} 步为 ${now}，在第 ${firstStep} 步曾为 ${first}`,
  noMode: (name) => `${name} 没有峰`,
  oneMode: (name, at) => `${name} 有一个峰，在 z = ${at}`,
  modes: (name, at) => `${name} 有 ${at.length} 个峰，在 z = ${at.join('、')}`,
  noStrips: (steps) => `共 ${steps} 步，没有显示任何后验。`,
  strips: (steps, posteriors) => `共 ${steps} 步：${posteriors.join('，')}。`,
  forked: (name, steps) => `${name} 在其中 ${steps} 步有多个峰`,
  draws: (draws, t) => `每个模型在第 ${t} 步的 ${draws} 个 z 样本，与前一步的 z 相对。`,
  correlations: (a, b, t, correlations) =>
    `第 ${t} 步 ${a} 与 ${b} 的相关系数：${correlations.join('，')}。`,
  correlation: (value, name) => `${name} 为 ${value}`,
  exactPosterior: '精确后验',
  observed: (steps, channels, low, high) =>
    `观测序列：${steps} 步，每步 ${channels} 个值，范围从 ${low} 到 ${high}`,
};
