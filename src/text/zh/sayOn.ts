import type { SayOnText } from '../en/sayOn.ts';

export const sayOn: SayOnText = {
  title: '你开头，模型续写',
  begins: '句子的开头',
  drawn: 'z 抽取自',
  source: 'z 的来源',
  sources: { prior: '先验', given: '给定一个句子的 q' },
  given: 'z 所给定的句子',
  temperature: '温度',
  likeliest: '0：最可能的词',
  count: '每个模型的句子数',
  made: (count, step) =>
    `训练第 ${step} 步的每个模型给出 ${count} 个句子；z 抽取自先验，每句一个新的 z；RNN 没有 z。各模型用同样的噪声。`,
  madeGiven: (count, step) =>
    `训练第 ${step} 步的每个模型给出 ${count} 个句子；z 抽取自给定该句的 q，每句一个新的 z；RNN 没有 z。各模型用同样的噪声。`,
};
