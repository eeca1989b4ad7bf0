import type { ModelsText } from '../en/models.ts';

export const models: ModelsText = {
  title: '模型',
  add: '+ 添加一个模型来比较',
  trained: '参与训练的参数',
  parameters: (count) => `${count} 个参数`,
  remove: '移除',
  removeModel: (name) => `移除 ${name}`,
  needsOne: '一个实验至少要有一个模型',
};
