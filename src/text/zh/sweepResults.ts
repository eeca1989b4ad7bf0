import type { SweepResultsText } from '../en/sweepResults.ts';

export const sweepResults: SweepResultsText = {
  title: (source) => `参数扫描：${source}`,
  diverged: '所有运行都发散了：没有可画的内容。',
  differences: '与之相减：',
  none: '无',
  table: '参数扫描的结果',
  dots: '下界，每个序列 nats：一点为一个种子，线穿过各均值。',
  chart: (setting, runs, series) =>
    `每个序列的下界（nats）随 ${setting} 的变化：${runs} 次运行，以及穿过 ${series.join('、')} 均值的线。数字见下方的表。`,
};
