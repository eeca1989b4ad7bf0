import type { SchedulesText } from '../en/schedules.ts';

export const schedules: SchedulesText = {
  samples: '混合样本数 K 在运行中的变化',
  beta: {
    entropy: 'q 的熵的权重 β 在运行中的变化',
    kl: 'KL 的权重 β 在运行中的变化',
  },
  throughout: (models) => `${models.join('、')}：始终 β = 1`,
  at: (title, name, value, step) => `${title}：第 ${step} 步时 ${name} = ${value}`,
  constant: (name) => `${name} 恒定`,
  fromTo: (name, from, to) => `${name} 从 ${from} 到 ${to}`,
  now: (name, value) => `当前 ${name} = ${value}`,
};
