import type { GalleryText } from '../en/gallery.ts';

export const gallery: GalleryText = {
  title: '数据',
  hand: '你的手写',
  handTitle: '写上几行：两个模型就在这个标签页中学习你的笔迹',
  counts: (training, validation, test) =>
    `训练集：${training}，验证集：${validation}，测试集：${test}`,
  endless: '无限',
  known: '先验和解码器已知并固定',
  learned: '先验和解码器由学习得到',
  generator: '生成器',
  dragKnown: '拖动：数据、精确后验和最佳高斯的差距立即随之变化。松开：模型重新开始训练。',
  drag: '拖动：数据立即随之变化。松开：模型重新开始训练。',
};
