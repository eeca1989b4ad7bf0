import type { WeightsText } from '../en/weights.ts';

export const weights: WeightsText = {
  otherModelLacks: (names) => `这些权重属于另一个模型：此模型没有 ${names}`,
  otherModel: (name) => `这些权重属于另一个模型：其中没有 ${name}`,
  cutOff: (name, end, length) => `文件不完整：${name} 应到第 ${end} 字节，文件只有 ${length} 字节`,
  short: (bytes) => `${bytes} 字节不是 safetensors 文件：仅文件头就有 8 字节`,
  header: (expected, found) =>
    `文件头应有 ${expected} 字节，而文件有 ${found} 字节：文件不完整，或不是 safetensors 文件`,
  headerJson: (why) => `文件头${why}：这不是 safetensors 文件`,
  headerNoObject: '文件头不是对象：这不是 safetensors 文件',
  metadata: (found) => `元数据中有 ${found}：应为文字`,
  type: (name, found) => `${name} 是 ${found}，应为 F32`,
  shape: (name, found, expected) => `${name} 的形状是 ${found}，应为 ${expected}`,
  range: (name, bytes, found) => `${name} 应有 ${bytes} 字节，它的范围是 ${found}`,
  notFinite: '其中有些不是有限的数',
  reason: (model, why) => `${model}：${why}`,
  separator: '。',
  fitNone: (reasons) => `它们不适合本次运行的任何模型。${reasons}`,
  fitNoneMadeWith: (reasons, settings) =>
    `它们不适合本次运行的任何模型。${reasons}。它们训练时的设置是 ${settings}：请先这样设置`,
};
