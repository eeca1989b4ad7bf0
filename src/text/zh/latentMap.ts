import type { LatentMapText } from '../en/latentMap.ts';

const UNITS = { word: '词', character: '字符' };

export const latentMap: LatentMapText = {
  figure: '留出句子的分布图',
  title: (draws) => `句子在哪里：每句由 ${draws} 个 z 样本成云`,
  colour: '颜色表示',
  byLength: '长度（不是隐藏因子）',
  showAll: '全部显示',
  showAlone: (value) => `只显示${value}`,
  point: '指向一处，或选中一幅图后用 ← →，单独查看一个句子。',
  sentence: (n, text, value) => `第 ${n} 句：“${text}”，${value}`,
  axes: '坐标轴为',
  principal: '各模型自己方差最大的两个方向',
  dimensions: 'z 的两个维度',
  across: '横轴',
  up: '纵轴',
  map: (model) => `${model} 的分布图：用方向键逐句查看`,
  draws: (model, sentences) => `${model} 对 ${sentences} 个句子的 z 样本`,
  ofDimensions: (across, up, low, high) => `横轴 ${across}，纵轴 ${up}，从 ${low} 到 ${high}。`,
  ofVariance: (shares, low, high) =>
    `所有样本方差最大的两个方向，分别占 ${shares.join(' 和 ')}，从 ${low} 到 ${high}。`,
  length: (length, unit) => `${length} 个${UNITS[unit]}`,
  lengths: (least, most, unit) => `${least}–${most} 个${UNITS[unit]}`,
  sheet: '留出句子的 z 样本在图中坐标轴上的位置',
  readIt:
    '{strong:怎么看：}各图用同一比例。z 起作用时，同色的云聚在一起；后验坍缩时，每朵云都一样，就是先验。单个高斯分布的云是一团，SIS-RNN 的云可以分叉。',
};
