import type { ControlsText } from '../en/controls.ts';

export const controls: ControlsText = {
  title: '设置',
  more: '优化器、批量、解码器…',
  groups: {
    data: '数据',
    model: '网络',
    bound: '下界与调度',
    training: '优化器与批量',
  },
  effects: {
    live: '立即生效',
    'next-step': '从下一步起生效',
    restart: '会重新开始运行',
  },
  itsEffect: {
    live: '立即生效。',
    'next-step': '从下一步起生效。',
    restart: '改动会重新开始运行。',
  },
  dragging: '拖动时精确后验立即随之变化；松开后重新开始运行。',
  fixed: '由已知的生成器决定',
  slider: (label) => `${label}，滑块`,
  addModel: '添加模型',
  system: '模型',
  needsDecoder: (system) => `${system}（需要学习解码器）`,
  differsIn: '不同之处',
  nothing: '无',
  add: '添加',
  cancel: '取消',
  gaussian: '高斯',
  refused: (problem) => `${problem}。`,
  notChanged: (problems) => `未作改动：${problems.join('；')}。`,
  noPreset: (name, known) => `没有名为 ${name} 的预设：可用的有 ${known}。`,
  mostModels: (most) => `一个实验最多 ${most} 个模型。`,
};
