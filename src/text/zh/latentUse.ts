import type { LatentUseText } from '../en/latentUse.ts';

export const latentUse: LatentUseText = {
  title: 'z 携带了什么',
  noLatent: '这些模型都没有隐变量。',
  share: '已查看句子的比例',
  looking: '正在查看留出的句子…',
  again: '用现在的模型重新查看',
  made: (sentences, step, mixingSamples) =>
    `验证集的前 ${sentences} 个句子，训练第 ${step} 步。KL(q ‖ 先验)，每句 nats：单个高斯分布的值除抽样误差外是精确的；SIS-RNN 的值在两个数之间，即计入和不计入产生 z 的那个 ψ（K = ${mixingSamples}）。活跃：E z 在句子间的方差大于 0.01。I(x; z)：一个 z 样本在多大程度上说明它属于这些句子中的哪一句。`,
  kl: 'KL，每句 nats',
  between: (low, high) => `${low} 到 ${high}`,
  activeUnits: '活跃单元',
  mutualInformation: 'I(x; z)，nats',
  of: (value, most) => `${value} / ${most}`,
  factors: '隐藏因子',
  named: '由一个 z 样本判断隐藏因子',
  guessing: '靠猜',
  classifier: (points) =>
    `线性分类器，用这些句子的一半训练，在另一半上评分；“靠猜”总是取最常见的值。一个标准误至多 ${points} 个百分点。`,
  overflowed: '不是数：z 的密度溢出了。',
  ignored: (kl) => `解码器不理会 z：KL 为 ${kl} nats。后验已坍缩到先验。`,
  idle: (kl, told) => `z 花费 ${kl} nats，却几乎不能区分句子：I(x; z) 为 ${told} nats。`,
  little: (kl) => `z 说明得很少：每句 KL 为 ${kl} nats。`,
  used: (kl, told, most, sentences) =>
    `z 起作用：每句 KL 为 ${kl} nats；在这 ${sentences} 句中 I(x; z) 为 ${told} nats，至多 ${most} nats。`,
};
