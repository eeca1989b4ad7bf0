import type { DiagnosisText } from '../en/diagnosis.ts';

export const diagnosis: DiagnosisText = {
  overflowed: '不是数：z 的密度溢出了。',
  noDraws: 'K = 0 时最好的混合分布是一个点：请给下界额外的样本。',
  collapsed: '混合分布已经坍缩：现在它就是 VRNN。',
  narrow: '混合分布很窄：接近单个高斯。',
  open: (mixingSamples) => `混合分布是展开的，K = ${mixingSamples} 足以看出。`,
  somewhatLoose: '下界有些松：加大 K 会收紧它。',
  loose: '下界很松：加大 K，或减少隐变量维数。',
  oneDraw: '只有一个样本。',
  onlyOwn: (draws) => `${draws} 个样本中只有产生 z 的那一个能解释它。`,
  alike: (draws) => `${draws} 个样本对 z 的解释都一样：它们几乎没有差别。`,
  some: (explaining, draws) => `${draws} 个样本中约有 ${explaining} 个能解释 z。`,
  idle: 'x 不影响 z 的任何一维：后验就是先验。',
  active: 'x 影响 z。',
  allActive: 'x 影响 z 的每一维。',
  partlyIdle: (idle, dimensions) => `z 的 ${dimensions} 维中有 ${idle} 维无论 x 如何都停留在先验。`,
};
