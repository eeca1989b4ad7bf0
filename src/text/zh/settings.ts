/** Labels, help and units of the settings; choices keep the name that links carry. */
import type { SettingsText } from '../en/settings.ts';

export const settings: SettingsText = {
  data: {
    label: '数据集',
    help: '模型要学习的内容：后验已知的生成器，或来自文件的序列。',
    options: {
      mirror: 'mirror 镜像',
      'mirror-iid': 'mirror-iid 无记忆镜像',
      folds: 'folds 折叠',
      sum: 'sum 求和',
      ring: 'ring 圆环',
      growth: 'growth 增长',
      volatility: 'volatility 波动率',
      counts: 'counts 计数',
      linear: 'linear 线性',
      'digits-rows': 'digits-rows 数字',
      'your-csv': 'your-csv 你的 CSV',
      handwriting: 'handwriting 手写',
      strokes: 'strokes 笔画',
      sentences: 'sentences 句子',
      text: 'text 你的文本',
    },
  },
  generator: {
    label: '先验与解码器',
    help: 'known：用生成器自己的先验与解码器并冻结，只学习后验。learned：全部都学习。来自文件的数据总是 learned。',
    options: { known: 'known 已知', learned: 'learned 学习' },
  },
  sequenceLength: {
    label: '序列长度',
    unit: '步',
    help: '生成器每条序列的步数 T，也是从 CSV 序列中截取的最长窗口。手写与笔画：一行最多的步数，更长的被截断。句子：一句最多的词元数，句末符计算在内。数字的步数由读取顺序决定。',
  },
  observationNoise: {
    label: '观测噪声',
    unit: '标准差',
    help: '生成器观测噪声的标准差。',
  },
  autoregression: {
    label: 'AR 系数',
    help: '生成器的 z 从一步到下一步保留多少（mirror、volatility、counts、linear）。',
  },
  processNoise: {
    label: '过程噪声',
    unit: '标准差',
    help: '生成器从一个 z 到下一个 z 的步幅的标准差（mirror、volatility、counts、growth、linear）。',
  },
  foldFrequency: {
    label: '折叠频率',
    help: 'x = sin(f z) + 噪声 中的 f（folds）：折叠越多，峰越多。',
  },
  scan: {
    label: '读取顺序',
    help: '一个数字如何变成序列。rows：28 步，每步 28 个像素。cells：196 步，每步是 2 × 2 个像素的平均灰度，之后再二值化。pixels：784 步，每步一个像素，与论文相同。',
    options: { rows: 'rows 逐行', cells: 'cells 逐格', pixels: 'pixels 逐像素' },
  },
  binarisation: {
    label: '二值化',
    help: 'threshold：灰度大于二分之一的像素为亮，任务约容易 23 nats。dynamic：每个像素按灰度为概率抛硬币，每个训练周期重抛；验证与测试只按种子抛一次。larochelle：只用固定文件 binarized_mnist_*.amat。',
    options: {
      threshold: 'threshold 阈值',
      dynamic: 'dynamic 动态',
      larochelle: 'larochelle 固定文件',
    },
  },
  writers: {
    label: '书写者',
    help: '由多少种明显不同的笔迹来写（handwriting）。',
  },
  letterVariety: {
    label: '字形变化',
    help: '一个字母不用书写者惯用写法、而用另一种写法的概率（handwriting）。',
  },
  normaliser: {
    label: '归一化',
    help: '笔的位移以什么为单位。pooled：dx 与 dy 共用一个均值和一个标准差，总和除以步数，与 VRNN 的代码相同。per-channel：各自的 z 分数。它使 log p 每步相差一个常数。',
    options: { pooled: 'pooled 合并', 'per-channel': 'per-channel 逐通道' },
  },
  dequantise: {
    label: '去量化',
    help: '给整数位移加上 Uniform(-0.5, 0.5) 的噪声，每个训练周期重抽，验证与测试只抽一次：不加的话密度没有上界（strokes）。',
  },
  tokens: {
    label: '词元',
    help: '一行文本切成什么（text）。words：小写的散文，逗号等标点单独成词元。tokenised：以空格分隔，Penn Treebank 与 Yahoo 就是这样。characters：逐个字符。',
    options: { words: 'words 单词', tokenised: 'tokenised 已分词', characters: 'characters 字符' },
  },
  vocabularySize: {
    label: '词表',
    unit: '词元',
    help: 'V，训练部分中最常见、拥有自己编号的词元个数，句末符与 <unk> 计算在内；其余都是 <unk>（text）。',
  },
  longSentences: {
    label: '过长的句子',
    help: '比序列长度更长的句子如何处理（text）。leave-out：哪一部分都不收。cut：保留开头的词，后接句末符。',
    options: { 'leave-out': 'leave-out 舍去', cut: 'cut 截断' },
  },
  validationSize: {
    label: '验证集',
    unit: '条序列',
    help: '为验证曲线留出的序列数。来自文件时至多十分之一。',
  },
  testSize: {
    label: '测试集',
    unit: '条序列',
    help: '为最终结果留出的序列数。来自文件时至多五分之一。',
  },
  hidden: { label: '隐藏单元', help: 'GRU 的宽度 H。' },
  latent: {
    label: '隐变量维数',
    help: 'D，每一步 z 的维数。已知的生成器会把它固定。',
  },
  features: {
    label: '特征宽度',
    help: '进入 GRU 的 x 特征与 z 特征的宽度。',
  },
  mixingWidths: {
    label: '混合网络',
    help: '把注入的噪声、历史与 x 变成 ψ 的各层宽度。论文：128,128,128。',
  },
  injectedNoise: {
    label: '注入噪声',
    help: '进入混合网络各层的噪声维数，每层一个数。论文：150,100,50。VRNN 没有噪声。',
  },
  noiseKind: {
    label: '噪声分布',
    help: '注入的噪声：取值 {0, 1} 的公平硬币（论文的做法，在 folds 上更好）或标准正态。',
    options: { bernoulli: 'bernoulli 伯努利', gaussian: 'gaussian 高斯' },
  },
  reverseModel: {
    label: '学习反向模型',
    help: '用于以硬币为噪声的 SIS-RNN：一个网络由 z 猜测是哪些硬币产生了它，下界中额外的样本按它的猜测抛出并加权（IWHVI）。同样的 K 下可能更紧，但每步慢好几倍。',
  },
  noiseAmplitude: {
    label: '噪声幅度',
    help: '注入噪声的倍数：1 是 SIS-RNN，0 使它成为高斯 VRNN。',
  },
  sigma: {
    label: 'q(z|ψ) 的 σ',
    help: 'deterministic：由上下文决定，只有 μ 是随机的。random：ψ = (μ, log σ) 都由混合网络给出。',
    options: { deterministic: 'deterministic 确定', random: 'random 随机' },
  },
  sigmaCap: {
    label: 'σ 上限',
    unit: '先验标准差',
    help: 'SIS-RNN 中 q(z|ψ) 的最大 σ，以先验的尺度为单位。接近单个峰的宽度时，熵只能来自 μ 的散布。VRNN 不设上限：σ 是它的全部。',
  },
  initialSpread: {
    label: '初始散布',
    unit: '先验标准差',
    help: '初始化时 μ 随注入噪声变化的标准差；0 保持默认初始化，而默认初始化会坍缩。',
  },
  sightAtBirth: {
    label: '初始可见度',
    unit: '标准差',
    help: '初始化时，产生 z 的网络所收到的词信息在句与句之间的标准差；0 保持默认初始化，那时 z 几乎什么也不说明，解码器会学着不用它。',
  },
  priorWidths: { label: '先验网络', help: '学习的先验 p(z_t | h) 的各层宽度。' },
  decoderWidths: {
    label: '解码器网络',
    help: '学习的解码器 p(x_t | z_t, h) 的各层宽度。',
  },
  penDecoder: {
    label: '笔的解码器',
    help: 'p(dx, dy | z, h)。mixture：带相关系数的二元高斯混合分布。diagonal-mixture：不带相关系数。gaussian：单个高斯，不带相关系数。另有一个 logit 决定笔是否离开纸面。',
    options: {
      mixture: 'mixture 混合分布',
      'diagonal-mixture': 'diagonal-mixture 对角混合分布',
      gaussian: 'gaussian 高斯',
    },
  },
  mixtureComponents: {
    label: '混合分量数',
    help: 'M，笔的解码器的混合分布中高斯的个数。论文：20。',
  },
  wordDecoder: {
    label: '词解码器',
    help: 'p(词 | 之前的词, z)。transformer：因果自注意力，z 作为前缀词元并加到词嵌入上。lstm、gru：循环网络，z 进入每一步的门。',
    options: { transformer: 'transformer 自注意力', lstm: 'lstm 循环', gru: 'gru 循环' },
  },
  decoderLayers: { label: '解码器层数', help: '词解码器的层数。' },
  attentionHeads: {
    label: '注意力头数',
    help: 'transformer 每层的头数；词宽度须能被它整除。',
  },
  wordWidth: { label: '词宽度', help: '词嵌入与词解码器的宽度 E。' },
  wordDropout: {
    label: '词丢弃',
    help: '训练中解码器听不到的词的比例（听到的是 <unk>），使它不得不询问 z。计算各项结果时从不使用。',
  },
  dropout: {
    label: 'Dropout',
    help: '训练中 transformer 被丢弃的单元的比例，作用于词嵌入之和以及各部分的输出。计算各项结果时从不使用。',
  },
  tiedEmbeddings: {
    label: '共享词嵌入',
    help: '词的 softmax 以输入的词嵌入为权重。',
  },
  inference: {
    label: '推断可见范围',
    help: 'filtering：只看到 t 为止的 x。smoothing：一个沿 x 反向的 GRU 让 q 也看到未来。',
    options: { filtering: 'filtering 滤波', smoothing: 'smoothing 平滑' },
  },
  refinementSteps: {
    label: '改进步数',
    unit: '步',
    help: 'SA-VAE，用于句子的高斯后验：沿自身下界的梯度走这么多步，改进每个句子的 μ 与 σ，训练与各项结果都如此。0 表示以编码器的输出为准。',
  },
  refinementRate: {
    label: '改进步幅',
    help: '每个改进步中 μ 与 log σ 移动多远，以各自的梯度为单位。',
  },
  mixingSamples: {
    label: '混合样本数 K',
    help: '爬升结束时，替代下界中额外抽取的 ψ 的个数。越多下界越紧。VRNN 不需要。',
  },
  mixingSamplesStart: {
    label: '起始 K',
    help: '第一步时额外抽取的 ψ 的个数。K 长时间很小会坍缩为 VRNN。',
  },
  rampSteps: {
    label: 'K 的爬升',
    unit: '步',
    help: 'K 从起始值增长到最终值所用的步数。其间下界本身也在变。',
  },
  mixingSamplesEvaluation: {
    label: '评估用 K',
    help: '所有报告的验证与测试结果共用的固定 K。',
  },
  annealing: {
    label: '退火',
    help: 'none：β = 1。cyclical：KL 的权重 β 一次又一次从 0 升到 1（论文的做法）。tempered：从起始 β 降到 1，使 q 一开始就是先验，随着似然变尖锐而分叉。entropy：β 同样下降，但只加权 q 的熵，使先验也慢慢变尖锐，持续的分支保持均衡。VRNN 不能分叉，在后两种之下以 β = 1 训练。',
    options: {
      none: 'none 无',
      cyclical: 'cyclical 循环',
      tempered: 'tempered 降温',
      entropy: 'entropy 熵',
    },
  },
  betaStart: {
    label: '起始 β',
    help: 'tempered 与 entropy 方案最初的权重；它按等比下降到 1。',
  },
  annealingFraction: {
    label: '退火比例',
    help: '整个进程（tempered、entropy）或每个周期（cyclical 的 R）中，β 到达 1 之前所占的部分。',
  },
  annealingCycles: { label: '退火周期数', help: 'M，cyclical 方案的周期数。' },
  freeNats: {
    label: '免费 nats',
    unit: 'nats',
    help: '训练中不计代价的 KL 散度（free bits）：每条序列，对批量取平均。计算各项结果时总是全部计入。',
  },
  bagOfWords: {
    label: '词袋',
    help: '训练中第二个任务的起始权重：只凭 z 说出一个句子的词，不论词序。它随进程降到 0。计算各项结果时不使用。',
  },
  steps: {
    label: '进程长度',
    unit: '步',
    help: '各个进程方案所覆盖的训练步数。命令行到此停止；页面以 β = 1 继续，直到暂停。',
  },
  batch: { label: '批量大小', unit: '条序列', help: '一个训练步中的序列数。' },
  learningRate: { label: '学习率', help: 'Adam 的步幅。' },
  learningRateEnd: {
    label: '最终学习率',
    help: '学习率所乘的因子，在进程的后一半按等比到达；1 表示保持不变。',
  },
  clipNorm: {
    label: '梯度裁剪',
    help: '每一步中下界的梯度的最大全局范数；更长的缩短到它。',
  },
  validateEvery: {
    label: '验证间隔',
    unit: '步',
    help: '验证曲线相邻两点之间的训练步数。不影响训练。',
  },
  seed: {
    label: '种子',
    help: '数据、初始化与一切噪声都来自它：同样的种子得到同样的运行。',
  },
};
