import type { SweepTableText } from '../en/sweepTable.ts';

export const sweepTable: SweepTableText = {
  bound: '下界',
  seeds: '种子数',
  less: (baseline) => `减去 ${baseline}`,
  pairs: '配对数',
  deficitPerStep: '每步的差额',
  boundInUnits: '以数据单位计的下界',
  perplexity: '困惑度至多',
  diverged: (count, diverged) => `${count}（${diverged} 个发散）`,
  runs: ({ presets, steps, backends }) =>
    `预设 ${presets.join('、')}；在 ${backends.join('、')} 上训练 ${steps.join('、')} 步。`,
  data: (data) => `${data.join('；')}。`,
  figures: ({ mixing, exact, sequences }) =>
    `下界：ELBO，每个序列 nats${mixing.length > 0 ? `，SIS-RNN 为 K = ${mixing.join('、')} 时的替代下界` : ''}${exact ? '，RNN 和 NADE 为 log p(x) 本身' : ''}，对 ${sequences.join('、')} 个测试序列求平均；越高越好。`,
  means: '对种子求平均 ± 标准误。',
  paired: (baseline) => `与 ${baseline} 之差按种子配对。`,
};
