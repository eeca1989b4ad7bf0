import type { ProgressText } from '../en/progress.ts';

export const progress: ProgressText = {
  title: '进度',
  step: '步',
  epoch: '轮',
  steps: '速度',
  pace: (steps) => `${steps} 步/s`,
  toGo: '剩余',
  done: '完成',
  toOne: '距 β = 1',
  ramp: '调度剩余',
  toSamples: (samples) => `距 K = ${samples}`,
  stopped: (step) => `训练已在第 ${step} 步停止。`,
  starting: '正在启动运行。',
  idle: '当前没有运行。',
  training: '正在训练。',
  paused: (step) => `已暂停在第 ${step} 步。`,
};
