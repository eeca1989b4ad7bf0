import type { PresetsText } from '../en/presets.ts';

export const presets: PresetsText = {
  mirror: {
    title: '镜像',
    blurb: 'x 是 |z| 加噪声：每个观测都有两种解释。SIS-RNN 两种都保留，VRNN 只能选一种。约半分钟。',
  },
  'mirror-iid': {
    title: '无记忆镜像',
    blurb: '每一步各自是一面镜子。单个高斯每步损失 0.38 nats；两个分支几乎没有损失。约两分钟。',
  },
  folds: {
    title: '折叠',
    blurb:
      'x 是 sin(3z) 加噪声：每个 x 都有许多个 z 可以解释。最好的单个高斯每步损失 0.66 nats，SIS-RNN 最终不到 0.1。约两分钟。',
  },
  sum: {
    title: '求和',
    blurb:
      'x 是 z₁ + z₂ 加噪声：后验是一条细长的对角线。平均场高斯给不出相关性，每步损失 1.29 nats。约两分钟。',
  },
  ring: {
    title: '圆环',
    blurb:
      'x 是 z 的长度加噪声：后验是一个圆环。最好的单个高斯只躺在其中一段上，SIS-RNN 的后验绕行一周。约两分钟。',
  },
  growth: {
    title: '增长',
    blurb:
      'Kitagawa 的增长模型，粒子滤波的经典例子：名气很大，但给定历史后只有微弱的多峰性；差距应当很小。约两分钟。',
  },
  volatility: {
    title: '波动率',
    blurb: '随机波动率：后验有偏，高斯拟合得几乎一样好。作为对照：应当没有差距。约两分钟。',
  },
  counts: {
    title: '计数',
    blurb: '速率缓慢游走的计数：后验有偏，高斯拟合得几乎一样好。作为对照：应当没有差距。约两分钟。',
  },
  linear: {
    title: '线性',
    blurb:
      '线性高斯状态空间：精确后验就是高斯，VRNN 本来就是对的。作为对照：应当没有差距。约两分钟。',
  },
  'digits-rows': {
    title: '数字',
    blurb:
      '逐行读取的数字：由笔画合成，或来自你自己的 MNIST 文件。先验与解码器都由学习得到；约六分钟。在 MNIST 上，参数同样多时，4,000 步之后 SIS-RNN 领先 4 到 6 nats。',
  },
  'your-csv': {
    title: '你的 CSV',
    blurb:
      '你自己的数值序列：一行表头，每个时间步一行；若有多条序列，用一列写明序列名。一切都由学习得到；几分钟后便能看出哪个模型给出更高的下界。',
  },
  handwriting: {
    title: '手写',
    blurb:
      '几位书写者手写的单词，由单线字母无穷无尽地写出。先验与解码器都由学习得到；几百步后出现笔画，几千步后出现字母。约八分钟。',
  },
  strokes: {
    title: '笔画',
    blurb:
      '来自你自己文件的联机手写或绘画：QuickDraw ndjson、IAM-OnDB、InkML 或 SVG。一切都由学习得到：先有笔画，后有形状；约十分钟。',
  },
  sentences: {
    title: '句子',
    blurb:
      '由一套语法无穷无尽地造出的英语句子：每句一个隐变量，从中应能重新找到主题、时态、语气等。一切都由学习得到；几百步学会语法，几千步学到更多。约八分钟。',
  },
  text: {
    title: '你的文本',
    blurb:
      '你自己的句子，每行一句：散文逐词读取，短行逐字符读取。一切都由学习得到：先是常用词，后是句子；需要若干分钟。',
  },
  names: {
    title: '名字',
    blurb: '逐字符读取的英文名字，或任意由短行组成的列表：请给出 names.txt。需要若干分钟。',
  },
  ptb: {
    title: 'Penn Treebank 语料库',
    blurb:
      '规模与 Texar 的 VAE 相同，论文引用的正是它的结果：词表 10,000，用 42,068 个句子学习；笔记本电脑上需要数天。请给出 ptb.train.txt、ptb.valid.txt 和 ptb.test.txt，或它们所在的文件夹。',
  },
  yahoo: {
    title: 'Yahoo 问答',
    blurb:
      '规模与 Texar 的 VAE 相同，论文引用的正是它的结果：Yang 等人选出的 100,000 条回答，每条约 80 词，词表 20,000；笔记本电脑上需要数周。请给出 yahoo.train.txt、yahoo.valid.txt 和 yahoo.test.txt，或它们所在的文件夹。',
  },
  'digits-14': {
    title: '数字，14 × 14',
    blurb: '逐格读取的数字，每格是 2 × 2 个像素的平均：196 步。笔记本电脑上约一小时。',
  },
  'mnist-64': {
    title: '序列 MNIST，64 个单元',
    blurb: '论文的全部设置，逐像素读取，64 个隐藏单元：笔记本电脑上需要数周。请给出 MNIST 的文件。',
  },
  'mnist-128': {
    title: '序列 MNIST，128 个单元',
    blurb:
      '论文的全部设置，逐像素读取，128 个隐藏单元：笔记本电脑上需要数周。请给出 MNIST 的文件。',
  },
  'iam-ondb': {
    title: 'IAM-OnDB，256 个单元',
    blurb:
      '论文的设置，256 个隐藏单元：笔记本电脑上需要一个月以上。请用 --data 给出 lineStrokes 和官方列表。',
  },
  omniglot: {
    title: 'Omniglot',
    blurb:
      '五十种文字的手绘字符，三个模型并排：约占用一个核 10 分钟。请用 --data 给出 omniglot.ndjson.gz。',
  },
};
