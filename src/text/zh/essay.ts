import type { EssayText } from '../essayText.ts';

const tex = String.raw;

export const essay: EssayText = {
  lead: [
    '上面有两个模型在学习同样的序列。它们只有一处不同：怎样记下自己不知道的东西。本文说明这处不同是什么，怎样训练，又在什么时候一文不值。图中的数字是在你观看时当场算出的；不是在这里算出的，都注明了出处。各种量以奈特（nats）为单位，取自然对数。',
  ],
  sections: [
    {
      id: 'two-explanations',
      title: '有两种解释的序列',
      blocks: [
        tex`设想一个隐藏的数 $z_t$，它一步一步地游走，而我们只看得到它的大小，还带着一些噪声：$x_t = |z_t| + r e_t$，其中 $e_t$ 服从标准正态分布。如果 $x_t$ 是 1.5，那么 $z_t$ 在 1.5 附近，或者在 −1.5 附近。$x$ 里没有任何东西能说明是哪一个。任何人所能知道的，至多是后验 $p(z_t \mid x_1, \ldots, x_t)$，它有两个权重相等的分支。`,
        '生成器是已知的，所以这个后验可以在网格上计算，要多精确就有多精确。下图中时间向右推进，颜色越深，密度越高。观测值小的地方，两个分支相遇，只剩下一种解释。把噪声调大，它们就更常相遇。',
        { figure: 'explanations' },
        tex`要学习这样的序列，模型自己也有一个隐变量，并且需要它的后验。在 [Chung 等人](vrnn)的变分循环网络（VRNN）中，一个网络读入过去和 $x_t$，给出一个均值和一个标准差：每一步的 $z_t$ 对应一个高斯分布。`,
      ],
    },
    {
      id: 'one-gaussian',
      title: '一个高斯只能怎么办',
      blocks: [
        '一个高斯不能同时在两个地方。它可以铺开，盖住两个分支，这时它的大部分概率落在观测所不允许的地方；也可以选定一个分支，忘掉另一个。哪一种更好，取决于训练所最大化的目标，即对数似然的一个下界，称为 ELBO：',
        {
          formula: tex`\mathrm{ELBO}(q) = \log p(x) - \mathrm{KL}\big(q(z) \,\|\, p(z \mid x)\big)`,
        },
        '右边的散度就是损失掉的部分。概率放错了地方，它罚得很重；遗漏了什么，它几乎不罚。所以当两个分支相距较远时，最佳的高斯会选定其中之一。',
        { figure: 'gaussian' },
        tex`请移动观测值。两个分支靠得近时，会被一起盖住，损失很小。再远一些，最佳高斯就跳到其中一个分支上，损失停在 $\log 2$：恰好一个比特，是它凭空编造出来的。对各种观测取平均，就是最后一幅图中的第二根条形，在 *镜像，无记忆* 上，面板 *与精确 log p(x) 的差距* 也用一条线标出了它。如果 VRNN 的解码器就是生成器自身的解码器，它在那里不可能做得更好；而训练之后，它在测量误差之内正好停在这里（*docs/results.md*）。`,
      ],
    },
    {
      id: 'random-parameters',
      title: '随机的参数',
      blocks: [
        tex`[Yin 与 Zhou](sivi) 的办法是保留高斯，而让它的参数成为随机的。把这些参数记作 $\psi$：一个均值，或许还有一个标准差。一个网络把噪声和 $x$ 变成 $\psi$，再从 $\psi$ 所描述的高斯中抽取 $z$。忘掉 $\psi$ 之后，$z$ 服从`,
        { formula: tex`q(z \mid x) = \int q(z \mid \psi)\, q(\psi \mid x)\, d\psi ,` },
        tex`这是一个混合分布，$\psi$ 有多少种取值，它就由多少个高斯混合而成。它可以有分支，可以偏向一侧，也可以把一个坐标与另一个联系起来。它被称为 *半隐式* 的：$q(z \mid \psi)$ 有公式可写，而对混合用的分布 $q(\psi \mid x)$ 只能抽样。[Hajiramezanali 等人](sisrnn)的网络 SIS-RNN，就是每一步都带有这样一个后验的 VRNN。`,
        { figure: 'parameters' },
        tex`每抽取一次 $\psi$，就添上一个高斯。这幅图里没有训练任何东西：混合用的分布是事先写好的，使混合的结果对这个观测恰好正确。关掉噪声，$\psi$ 就成了一个点：只剩下一个高斯，SIS-RNN 也就是 VRNN。在本页面中，两者是同一段代码。`,
      ],
    },
    {
      id: 'the-bound',
      title: '用 K 个样本的下界',
      blocks: [
        tex`训练需要 $\log q(z)$，而它没有公式。[Yin 与 Zhou](sivi) 的替代目标用一个平均来代替它，即对生成 $z$ 的 $\psi_0$ 和另外抽取的 $K$ 个样本取平均：`,
        {
          formula: tex`\mathcal{L}_K = \mathbb{E}\bigg[\log p(x, z) - \log \frac{1}{K+1} \sum_{k=0}^{K} q(z \mid \psi_k)\bigg]`,
        },
        tex`这个方法立足于三个事实。对每个 $K$，$\mathcal{L}_K$ 都不超过 $\log p(x)$。它随 $K$ 上升。当 $K$ 增大时，它趋于 $q$ 的 ELBO。相对于 $K = 0$ 所得到的好处有一个上限：`,
        { formula: tex`B_K = \mathcal{L}_K - \mathcal{L}_0, \qquad 0 \le B_K \le \log(K + 1)` },
        tex`所以 $K$ 个样本对多样性的奖励至多是 $\log(K + 1)$ 奈特。在 $K = 0$ 时，多样性得不到任何奖励，最佳的 $\psi$ 是一个点，这样训练出来的 SIS-RNN 会变成高斯的 VRNN。比值 $B_K / \log(K + 1)$ 就是诊断面板中的松紧度。它接近 1 时，下界很松，需要更多样本；样本很多而它仍接近 0 时，$\psi$ 已经变成一个点。`,
        { figure: 'bound' },
        tex`在这幅图中，无论怎样设置，$q$ 都几乎是精确的，变化的只有下界。把 sigma 调小，每个高斯就变成一根针。这时要有更多样本，才会有一个能解释 $z$，也要有更大的 $K$，下界才会偏向两个分支而不是一个。`,
        '有两点需要警惕。生成 $z$ 的 $\\psi_0$ 必须留在平均之中：没有它，这个“下界”可能远高于真值（`docs/evaluation.md` 中测得高出 80 奈特）。另外，不同 $K$ 下的下界不能互相比较，所以本页面用同一个固定的 $K$ 来评估每个模型。也有更紧的估计：抽取许多样本并用重要性权重（[IWAE](iwae)），用途中重采样的粒子（[FIVO](fivo)），或者学习一个网络，由 $z$ 来猜测那些额外的样本（[IWHVI](iwhvi)）。本项目中三者都有。',
        '能够分叉，并不等于分叉。如果训练时不加注意，更丰富的分布族在这里同样会坍缩到一个分支（`docs/training.md`）。三件事合在一起才能防止坍缩：初始时均值就分散开，给 sigma 一个较小的上限，以及退火，即开始时让 $q$ 的宽度比数据有更大的权重（[Katahira 等人](katahira)）。有了它们，SIS-RNN 在 *无记忆镜像* 上每步损失 0.020 和 0.013 奈特，而 VRNN 损失 0.372 和 0.385（`docs/results.md`，种子 1 和 2）。请在上面关掉三者之一，看看分支还剩下多少。',
      ],
    },
    {
      id: 'the-recurrence',
      title: '循环',
      blocks: [
        tex`在序列中，抽取的样本会反馈回来。状态 $h_t$ 记住到目前为止的 $x$ 和 $z$，先验、解码器和后验都读取它：`,
        {
          formula: tex`\psi_t = f(\text{noise}, x_t, h_{t-1}), \quad z_t \sim q(z_t \mid \psi_t),`,
        },
        { formula: tex`h_t = \mathrm{GRU}(x_t, z_t, h_{t-1}) .` },
        tex`式中 noise 是噪声。进入状态的只有 $z_t$，没有 $\psi_t$ 和它的噪声；因此每个因子都是真正的条件分布，下界是各步之和。`,
        '这改变了“后验”一词的含义。VRNN 的高斯，是在 *给定单一历史* 时的高斯。对所有历史而言，它是一个混合分布，因为每一条抽取到的历史都有自己的高斯。所以 VRNN 的条带图可以分叉，尽管它的任何一个后验都没有分叉。而下界是对每条历史各自付出的代价。本页面总会注明画的是两者中的哪一个。',
        { figure: 'recurrence' },
        '图中沿着同一个序列走两遍：一遍在每条历史下用最佳的高斯，另一遍在每条历史下用精确的后验，后者是混合分布可以接近的。切换到单一历史，高斯的条带就成为一条轨迹。把记忆设为零，同一步的所有高斯就完全一致。',
        tex`有记忆时，两种走法都不完美：它们都看不到将来的 $x$，而将来的 $x$ 也会透露现在的情况。所以在 *镜像* 上，两个模型都仍有损失，VRNN 的更大（*docs/results.md*）。`,
      ],
    },
    {
      id: 'no-help',
      title: '什么时候没有用',
      blocks: [
        '许多后验只有一个分支。随机波动率和计数的后验是偏斜的，高斯几乎可以完美地拟合它们。Kitagawa 的增长模型以双峰著称，但在给定历史之后，双峰就所剩无几了。下图对数据集栏中的每个生成器，计算最佳高斯在给定历史时的损失。在各步相互独立的情形，更丰富的后验所能得到的好处不会超过这个数。',
        { figure: 'losses' },
        '在 *波动率* 和 *计数* 上，SIS-RNN 在这里略差一些，每步差 0.007 和 0.018 奈特（`docs/posteriors.md`）。不需要的灵活性，要在训练中付出代价。',
        '再来看解码器。到目前为止，用的都是生成器自身的解码器。学习得到的解码器会适应给它的后验，而强的解码器也许根本不需要隐变量。[Bowman 等人](bowman)在语言中看到了这一点：解码器由句子自身的词来解释这个句子，隐变量便沉默了。[Lai 等人](lai)发现，一旦输出层自己就能为一步建模，随机循环模型的优势便会缩小，在手写上也是如此。',
        '以下是本项目中测得的结果，命令见文中所列的页面：',
        {
          items: [
            '*逐行数字*（MNIST，按阈值二值化，参数一样多，三个种子，数字为下界）。经过 1,000 步，SIS-RNN 每个数字领先 VRNN 9 到 11 奈特，与一个完全没有隐变量的循环网络持平。经过 4,000 步，领先 4 到 6 奈特。所以它学得更快。此前另有一次设置不同、时间更长的试验以平手告终：两者最终停在哪里，尚不清楚。`docs/evaluation.md` 中还有一个 [NADE](nade) 与它们并列。',
            '*手绘字符*（Omniglot，一个种子）。SIS-RNN 落后于 VRNN，也落后于没有隐变量的网络。那次运行中没有任何结果支持更丰富的后验（`docs/handwriting.md`）。',
            '*句子*（我们自己的文法，一个种子）。放任不管，后验就会坍缩。加以帮助，隐变量会一直被使用，并能说明句子的语气和时态。然而这时的下界比坍缩的模型更差，SIS-RNN 也没有领先于高斯（`docs/language.md`）。',
          ],
        },
        '[原论文](sisrnn)报告的结果更多：在逐像素的序列 MNIST 上，负对数似然为 71.90 和 70.57，而其中的 VRNN 为 74.15。要用它的设置，在我们所用的机器上需要几个星期，所以本页面上没有什么能证实或反驳这些数字。它们低于随机二值化数字上的通常水平。很可能那些数字是按阈值二值化的，这个任务要容易大约 23 奈特（`docs/evaluation.md`）。这是推断，并非证明。标签页 *论文表格* 列出了各种规程的不同之处。',
        tex`所以，在采用半隐式后验之前，请先问一问：*给定单一历史* 时，后验是否有几个分支，或者把各个坐标联系在一起？请留意松紧度。请在同一个 $K$ 下比较。并且在旁边放上一个没有隐变量的模型。`,
      ],
    },
  ],
  references: '参考文献',
  open: '在演练场中打开',
  scrolls: '公式，可左右滚动',
  failed: (problem) => `无法计算此图：${problem}`,
  figures: {
    explanations: {
      title: '绝对值，以及其背后之数的精确后验',
      waiting: '正在计算精确后验。',
      noise: '噪声 r',
      seen: { filter: '到 t 为止的 x', smoother: '全部 x' },
      seenLegend: '后验以什么为条件',
      another: '换一个序列',
      observed: '观测',
      posterior: '精确后验',
      summary: ({ steps, shown, forked, noise }) =>
        `噪声为 ${noise} 时，在${shown === steps ? '全部' : '前'} ${shown} 步中，精确后验有 ${forked} 步是分叉的（分支之间的密度不到分支上的一半）。`,
    },
    gaussian: {
      title: '一个观测，以及在它上面损失最小的高斯',
      waiting: '正在计算最接近的高斯。',
      observation: '观测值 x',
      exact: '精确后验',
      nearest: '最佳高斯',
      plot: 'z 的密度：精确后验与最佳高斯',
      hint: '指向图中，或选中后按 ← →，可读取数值。',
      summary: ({ x, mean, sd, loss, most }) =>
        `在 x = ${x} 处，最佳高斯的均值为 ${mean}，标准差为 ${sd}，损失 ${loss} 奈特（log 2 为 ${most}）。`,
    },
    parameters: {
      title: '混合分布：一次又一次抽取 psi',
      waiting: '正在计算混合分布。',
      draws: 'psi 的样本数',
      sigma: 'Sigma',
      noise: { on: '有噪声', off: '无噪声' },
      noiseLegend: '产生 psi 的噪声',
      exact: '精确后验',
      mixture: '各样本的混合',
      plot: 'z 的密度：精确后验与各样本的混合',
      hint: '指向图中，或选中后按 ← →，可读取数值。',
      summary: ({ draws, sigma, distance }) =>
        `psi 的 ${draws} 个样本各是一个宽度为 ${sigma} 的高斯，它们的混合与精确后验的距离（W1）为 ${distance}。`,
      summaryOff: ({ sigma, distance }) =>
        `没有噪声时，psi 是一个点：宽度为 ${sigma} 的最佳单个高斯与精确后验的距离（W1）为 ${distance}。`,
    },
    bound: {
      title: '有 K 个样本时，下界能看到什么',
      waiting: '正在估计下界。',
      K: '样本数 K',
      sigma: 'Sigma',
      view: { lost: '损失的奈特', gained: '得到的奈特' },
      viewLegend: '画什么',
      surrogate: 'log p(x) − K 处的下界',
      gaussian: '最佳高斯的损失',
      unbounded: '此 q 的损失',
      regulariser: 'K 处的 B',
      ceiling: 'log(K + 1)',
      limit: 'B 的极限',
      plot: '奈特数随样本数 K 的变化',
      hint: '指向图中，或选中后按 ← →，可读取某个 K 处的数值。',
      summary: ({ K, lost, gaussian, regulariser, ceiling, gauge, enough }) =>
        `在 K = ${K} 处，下界损失 ${lost} 奈特，最佳高斯损失 ${gaussian} 奈特；B 为 ${regulariser}，至多为 ${ceiling}，松紧度为 ${gauge}。${
          enough === null
            ? '图中没有哪个 K 足以使下界偏向两个分支。'
            : `从 K = ${enough} 起，下界偏向两个分支。`
        }`,
    },
    recurrence: {
      title: '沿着同一个序列走两遍',
      waiting: '两遍都刚刚开始。',
      memory: '记忆 a',
      given: { all: '所有历史', one: '单一历史' },
      givenLegend: '以哪些历史为条件',
      another: '换一个序列',
      observed: '观测',
      gaussian: '最佳高斯',
      mixture: '精确后验',
      each: '每条历史各一个',
      summary: ({ memory, pasts, loss, one, forkedGaussian, forkedMixture, steps }) =>
        `记忆为 ${memory}，${one ? '给定单一历史' : `对 ${pasts} 条历史`}：在 ${steps} 步中，高斯的走法有 ${forkedGaussian} 步分叉，精确的走法有 ${forkedMixture} 步分叉；高斯每步损失 ${loss} 奈特。`,
    },
    losses: {
      title: '最佳的单个高斯每步损失多少奈特',
      waiting: '正在计算损失。',
      choose: '要在演练场中打开的生成器',
      summary: ({ most, mostLoss, small, threshold }) =>
        `最佳高斯在“${most}”上损失最大，每步 ${mostLoss} 奈特${
          small.length === 0
            ? ''
            : `；在${small.map((name) => `“${name}”`).join('、')}上不到 ${threshold} 奈特`
        }。`,
    },
  },
};
