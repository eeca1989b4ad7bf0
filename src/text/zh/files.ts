import type { FilesText } from '../en/files.ts';

export const files: FilesText = {
  title: '你的文件',
  ways: '可以是 MNIST 图像（idx，原始或 gzip）、CSV、笔迹（ndjson、IAM-OnDB、InkML、SVG），或每行一句的句子：把文件拖到页面任意处、选择文件，或填写它的网址。',
  reading: (name) => `正在读取 ${name}…`,
  share: (name) => `${name} 的读取进度`,
  cancel: '取消',
  address: '文件的网址',
  addressHint: 'https://…',
  fetch: '获取',
  paste: '粘贴句子',
  choose: '选择文件…',
  dataFile: '数据文件',
  folder: '选择文件夹…',
  folderLabel: '数据文件所在的文件夹',
  nothingInFolder: '这个文件夹里没有可供学习的文件。',
  nothingInDrop: '其中没有可供学习的文件。',
  folderNotRead: (why) => `无法读取拖入的文件夹：${why}。`,
  drop: '松开鼠标，即可从 MNIST 图像（idx）、CSV 或笔迹（ndjson、IAM-OnDB、InkML、SVG）中学习',
  pastedText: '粘贴的文本',
  pasteLabel: '句子，每行一句',
  pasteHint: '每行一个句子…',
  learnThese: '学习这些句子',
  learn: (lines) => `学习这 ${lines} 行`,
  readAs: '读取方式',
  needs: (data) => `${data}需要一个文件`,
  wanted: {
    'digits-rows':
      '请提供 idx 格式的 MNIST 图像，原始或 gzip 均可（train-images-idx3-ubyte.gz）。不需要标签。',
    'your-csv':
      '请提供一个带表头的 CSV，每行一个时间步。没有数的列（例如日期）会被略去；可用名为 sequence 的一列标明各行所属的序列。',
    strokes:
      '请提供 QuickDraw 的 ndjson 图画，或 IAM-OnDB 的手写：其 lineStrokes 的 XML 文件或原样的 tar.gz；也可以是三个以上的 InkML 或 SVG 文件。',
    text: '请提供句子，每行一句：可以粘贴，可以给一个文本文件，也可以给文件名中分别含有 train、valid、test 的三个文件，例如 Penn Treebank 和 Yahoo answers 原有的形式。',
  },
  waysIn: (wanted) =>
    `${wanted}把文件拖到本页任意处，在这里选择，或在“你的文件”下填写网址。文件不会离开这台电脑。`,
  penLines: (lines) => `你的手写：此浏览器中保存的 ${lines} 行`,
  back: (title) => `返回仍在运行的${title}`,
  several: (count) => `${count} 个文件`,
  cancelled: '读取已取消；原来的运行照常继续。',
  read: (description) => `已读取：${description}`,
  notRead: (name, why) => `无法读取 ${name}：${why}。`,
  notTaken: (why) => `未采用：${why}。`,
  notFetched: (why) => `未能获取：${why}。`,
  large: (megabytes, most) => `它有 ${megabytes} MB，最多读取 ${most} MB`,
  largeWeights: (most) => `最多读取 ${most} MB`,
  weights: (model, file) =>
    `${model} 现在采用 ${file} 中的权重，它的优化器重新开始。仅凭链接无法重现这次运行；保存下来的运行可以继续。`,
  noAddress: (text) => `“${text}”不是网址：应当形如 https://…/data.csv`,
  notHttps: (text) => `“${text}”不是 https；除 localhost 的 http 外，本页面只读取 https`,
  noAnswer: (host) =>
    `${host} 没有应答，或不允许其他页面读取它的文件（CORS）。请下载该文件，再拖到这里`,
  notFound: (host, status) => `${host} 返回 ${status}：该网址没有可读取的文件`,
  brokeOff: (host) => `与 ${host} 的连接在文件传完之前中断`,
  endless: (host, most) => `${host} 发送的内容超过 ${most} MB：不再继续读取`,
  yourLines: '你的手写',
  linesNotKept: (why) =>
    `浏览器不肯保存你的手写（${why}）：关闭本页后它们就会丢失。要保留它们，请导出。`,
  linesUnreadable: '此浏览器中保存的手写无法读取，已原样保留',
  problem: (problem) => `${problem}。`,
};
