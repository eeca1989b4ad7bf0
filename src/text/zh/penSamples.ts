import type { PenSamplesText } from '../en/penSamples.ts';

export const penSamples: PenSamplesText = {
  figure: '凭空写出的行与真实的行',
  title: '凭空写出的行，与真实的行对照',
  real: '真实，留出',
  line: (name, line) => `${name}，第 ${line} 行`,
  again: '再来一次',
  waiting: '第一批行正在生成。',
  made: ({ count, steps, step, pen, z, first }) =>
    `训练第 ${step} 步的每个模型写出 ${count} 行，每行 ${steps} 步；笔的温度 ${pen}，z 的温度 ${z}；噪声种子 ${first} 到 ${first + count - 1}，各模型相同`,
  readIt:
    '{strong:怎么看：}第一列是数据中留出的行；旁边是各模型凭空写出的行：z 取自先验，笔取自解码器。四行只说明模型能做到什么，不说明多久做到一次。温度为 1 时就是从模型本身抽样。',
};
