import type { SentencesText } from '../en/sentences.ts';

export const sentences: SentencesText = {
  data: '{strong:数据：}{description}。每个句子一个隐变量 z；这里的 VRNN 是用单个高斯分布作后验的 VAE。',
  asTheyAre: '用现在的模型重做',
  otherNoise: '换一组噪声',
  waiting: '第一批句子正在生成。',
  choose: (label) => `${label}：选一个留出的句子`,
  heldOut: '留出的句子…',
  unknown: (words, more) => `${words.join('、')}${more ? ' …' : ''}：不在词表中，按 <unk> 读入`,
  cut: '比数据中的任何句子都长：末尾被略去',
  notes: (notes) => notes.join('；'),
  words: (label, sentence) => `${label}：${sentence}；用方向键逐词查看`,
  word: (word, log, share) => `“${word}”：log p = ${log} nats，${share}`,
  end: (log, share) => `句末：log p = ${log} nats，${share}`,
  hardly: '不到 0.1 %',
  readBy: (model, reading) => `${model}，${reading}`,
  tint: (nats) =>
    `词的底色越深，表示越出乎模型意料，最深为 log p = −${nats} nats。指向某个词，或选中一个句子后用 ← → 查看。`,
  continuation: (n, model) => `${model} 的第 ${n} 个续写`,
  sentence: (n, model) => `${model} 的第 ${n} 个句子`,
  sheet: (step) => `每个词的 log p，单位 nats，训练第 ${step} 步`,
};
