import type { LatentLineText } from '../en/latentLine.ts';

export const latentLine: LatentLineText = {
  title: '从一个句子到另一个句子',
  from: '起点',
  to: '终点',
  points: '沿线的句子数',
  waiting: '第一条线正在生成。',
  made: (step) =>
    `训练第 ${step} 步：两个句子各取一个 z 样本，连成直线；在线上每一点逐词取最可能的下一个词（温度为 0）。`,
  otherDraws: '换一组样本',
  same: (sd) => `沿线始终是同一个句子：解码器听不出自己在哪里；两端相距 ${sd} 个先验标准差`,
  different: (sentences, sd) => `${sentences} 个不同的句子；两端相距 ${sd} 个先验标准差`,
  nothing: '（空）',
};
