import type { MarginalText } from '../en/marginal.ts';

export const marginal: MarginalText = {
  about: 'z 的边缘密度',
  figure: (t) => `第 ${t} 步 z 的边缘密度`,
  title: {
    'all-pasts': '{z} 在 {t} 的边缘密度（所有历史）',
    'one-past': '{z} 在 {t} 的边缘密度（给定单一历史）',
  },
  titleOfSentence: '给定句子时 {z} 的边缘密度',
  plot: (t) => `第 ${t} 步 z 的密度：在 z 上移动光标`,
  summary: (t) => `第 ${t} 步`,
  sheet: (z, t) => `${z} 在 t = ${t} 的密度`,
  hint: '指向图中，或选中后按 ← →，可读取数值。',
  prior: '先验',
  priorOf: (model) => `${model} 的先验`,
  kept: (model) => `${model}，快照`,
  exactOfPast: (model) => `精确，${model} 的历史`,
  reference: (model) => `${model} 的参照，近似`,
  poorReference: (model) => `${model} 的参照，不足`,
  staleReference: (model, step) => `${model} 的参照，第 ${step} 步`,
  exact: {
    filter: { here: '精确滤波', overAllPasts: '精确滤波，所有历史' },
    smoother: { here: '精确平滑', overAllPasts: '精确平滑，所有历史' },
  },
};
