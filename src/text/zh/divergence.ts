import type { DivergenceText } from '../en/divergence.ts';

export const divergence: DivergenceText = {
  diverged: (model, step, symptom, cause, restored) =>
    `${model} 在第 ${step} 步发散：${symptom}。可能的原因：${cause}。它停在最后一组正常的权重上，即第 ${restored} 步的权重。`,
  stopped: (model) => `${model} 因发散而停止，停在最后一组正常的权重上。`,
  symptoms: {
    bound: '下界不是有限的数',
    kl: 'KL 项不是有限的数',
    gradient: '梯度不是有限的数',
    fallen: (bound) => `下界已跌到 ${bound} nats`,
  },
  causes: {
    learningRate: (rate) => `学习率 ${rate} 偏大，每一步大约把每个权重移动这么多`,
    sigma: (percent) => `z 的 σ 有 ${percent}% 处在各自的下限，在那里小小的移动代价就很大`,
    gradient: (usual, largest, steps, clip) =>
      `梯度的范数在 ${steps} 步之内从 ${usual} 升到 ${largest}（裁剪于 ${clip}）`,
    unknown: (rate) => `没有明显的原因；首先可以试试更小的学习率（现在是 ${rate}）`,
  },
};
