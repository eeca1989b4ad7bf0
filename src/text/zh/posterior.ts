import type { PosteriorText } from '../en/posterior.ts';

export const posterior: PosteriorText = {
  noLatent: 'RNN 没有隐变量，因此没有后验可看。请添加一个模型。',
  idle: '没有正在进行的运行。',
  starting: '正在启动：第一个后验即将到来。',
  furtherDown: '文件中更靠后的一个句子。',
  readSentence:
    '{strong:怎么看：}一个句子只有一个隐变量，因此没有随时间变化的条带。这里展示每个模型的 q(z | 句子)，以及先验 N(0, I)：VRNN 的恰好是高斯，SIS-RNN 的可以分叉、倾斜、偏向一侧。模型会说什么、各句子落在哪里，见“句子”标签页。',
  readIt:
    '{strong:怎么看：}最上面的条带是观测序列；下面每个条带是一个模型在每一步对隐变量的{posterior:后验}，颜色越深，密度越大。所有条带共用同一色标和同一 z 轴。',
  readExact: {
    filter: '最后一个条带是已知生成器下的精确后验：给定到 t 为止的 x，并考虑所有历史。',
    smoother: '最后一个条带是已知生成器下的精确后验：给定整个 x，并考虑所有历史。',
  },
  readOnePast:
    '细线是抽取的历史，粗线是给定的那一条：点击另一条，或按 Shift 加 ↑ 或 ↓ 来换。给定单一历史时，VRNN 的 q 在每一步都恰好是高斯；SIS-RNN 的可以分叉、倾斜、偏向一侧。',
  readAllPasts:
    '在所有历史下，连 VRNN 的条带也可能出现多个峰：每条抽取的历史各有一个高斯。给定单一历史时就只有一个高斯。',
  drag: '拖动竖线，或让它获得焦点后用 ← 和 →，可查看某一步。',
  heldOut: (unit) => (unit === 'sentence' ? '留出句子' : '留出序列'),
  dimension: '维度',
  against: '对比',
  given: '后验所给定的',
  conditionings: { 'all-pasts': '所有历史', 'one-past': '给定单一历史' },
  past: '历史',
  exactIs: '精确后验是',
  exacts: { filter: '精确滤波', smoother: '精确平滑' },
  previous: (what) => `上一个${what}`,
  next: (what) => `下一个${what}`,
  timeLapse: '延时回放',
  playTimeLapse: '播放延时回放',
  stopTimeLapse: '停止延时回放',
  live: (step) => `实时，第 ${step} 步`,
  step: (step) => `第 ${step} 步`,
  stepOf: (step, latest) => `第 ${step} 步，共 ${latest} 步`,
  toLive: '实时',
  keep: '保留快照',
  noneKept: '没有快照',
  drop: (step) => `丢弃第 ${step} 步的快照`,
};
