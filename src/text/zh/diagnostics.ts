import type { DiagnosticsText } from '../en/diagnostics.ts';

export const diagnostics: DiagnosticsText = {
  title: '诊断',
  sheet: '后验的诊断',
  waiting: '第一次验证即将完成。',
  told: (rows, unit, step) =>
    `在第 ${step} 步，取自 ${rows} 个留出${unit === 'sentence' ? '句子' : '时间步'}，K 为当前训练所用。活跃：E z 减去先验均值之差，在它们上面的方差大于 0.01。`,
  noLatent: '没有隐变量，无可诊断。',
  gauge: 'B{K} / log(K+1)',
  ess: '{ess:ESS} / (K+1)',
  gaugeAndEss: '松紧度，ESS',
  notApplicable: '不适用',
  onePsi: 'VRNN 只有一个 psi：它的下界对任何 K 都相同。',
  activeUnits: '活跃单元',
};
