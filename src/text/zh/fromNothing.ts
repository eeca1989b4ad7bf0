import type { FromNothingText } from '../en/fromNothing.ts';

export const fromNothing: FromNothingText = {
  title: '凭空生成的句子，与真实的句子对照',
  titleSynthetic: '凭空生成的句子，与语法的句子对照',
  data: '数据，留出',
  dataSynthetic: '数据，合成',
  others: '换一批',
  made: (count, step, temperature) =>
    `训练第 ${step} 步的每个模型给出 ${count} 个句子；z 取自先验，词取自温度为 ${temperature} 的解码器。`,
};
