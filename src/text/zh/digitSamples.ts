import type { DigitSamplesText } from '../en/digitSamples.ts';

export const digitSamples: DigitSamplesText = {
  figure: '凭空生成的数字与真实的数字',
  title: '凭空生成的数字，与真实的数字对照',
  titleSynthetic: '凭空生成的数字，与数据中的数字对照',
  data: '数据，留出',
  dataSynthetic: '数据，合成',
  heldOut: (count) => `数据中留出的 ${count} 个数字`,
  others: '换一批',
  waiting: '第一批数字正在生成。',
  made: ({ count, step, seed }) =>
    `训练第 ${step} 步的每个模型生成 ${count} 个数字；z 取自先验，像素取自解码器，噪声种子 ${seed} 到 ${seed + count - 1}，各模型相同。`,
  ofModel: (count, model) => `${model} 的 ${count} 个数字`,
  readIt:
    '{strong:怎么看：}十六个数字只说明模型能做到什么，不说明多久做到一次。画出的是抽取的像素，不是像素的概率，所以布满斑点的数字说明解码器没有把握。',
};
