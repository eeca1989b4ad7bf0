import type { GlossaryText } from '../en/glossary.ts';

export const glossary: GlossaryText = {
  posterior: '看到数据之后对隐变量 z 的认识：p(z | x)。每个模型学习它的一个近似 q。',
  bound:
    '对抽样取平均后不超过 log p(x) 的量，提高它就使数据更可能出现。越高越好；抽样数 K 越大，它越接近 log p(x)。',
  KL: 'Kullback-Leibler 散度：q 与先验（或另一个密度）相差多远，以奈特（nats）计。两者相同时为 0。',
  K: 'SIS-RNN 的下界对多少个额外抽取的 ψ 取平均。越多，下界越紧，每一步的代价也越大。',
  beta: '训练时 KL 项的权重。调度使它变到 1；页面上的下界都取 β = 1。',
  psi: 'q(z | ψ) 的参数，即均值和方差。VRNN 只算出一个 ψ；SIS-RNN 向网络输入噪声，因此 ψ 是随机的，q 是混合分布。',
  activeUnits: 'z 中均值随数据变化的维度。均值不变的维度不携带 x 的任何信息。',
  ess: '有效样本量：K + 1 个抽取的 ψ 中，有多少个真正对密度有贡献。接近 1 时，单独一个就能解释 z。',
  dip: 'Hartigan 的 dip 统计量：样本与最接近的单峰分布相差多远。越大，越不像单峰。',
  wasserstein: 'W₁，即推土机距离：要把一个密度变成另一个，质量平均须沿 z 移动多远。',
};
