import type { ImportFilesText } from '../en/importFiles.ts';

export const importFiles: ImportFilesText = {
  bytes: (count) => `${count} 字节`,
  line: (file, line) => `${file} 第 ${line} 行`,
  parts: { train: '训练', validation: '验证', test: '测试' },
  needs: (data, wanted) => `数据集 ${data} 需要${wanted}`,
  wanted: {
    'digits-rows': '数字图像：MNIST 的 idx 文件（例如 train-images-idx3-ubyte.gz）或 .amat 文件',
    'your-csv': '一个 CSV 文件：有表头，每个时间步一行',
    strokes:
      '手写或绘画：QuickDraw ndjson、IAM-OnDB 的 lineStrokes、InkML 或 SVG，可以是若干文件、一个文件夹或 tar.gz',
    text: '句子，每行一句：一个文件，或名称中分别含 train、valid 和 test 的几个文件',
  },
  images: (file, count) => `${file}：${count} 幅图像`,
  series: (file, count, channels) => `${file}：${count} 条序列，通道 ${channels}`,
  drawings: (file, count, format) => `${file}：${count} 幅笔迹，${format}`,
  lines: (file, count) => `${file}：${count} 行文本`,
  firstLines: (file, count) => `${file}：前 ${count} 行文本`,
  noFile: '没有给出文件',
  empty: (file) => `${file} 是空文件`,
  unpacksToNothing: (file) => `${file} 解压后没有内容`,
  otherKind: (text, other) =>
    `${text} 是文本，而 ${other} 不是，或者不是 UTF-8：一次只能给一种文件`,
  labelsOnly: (files) => `${files} 只含标签：图像在名称以 images-idx3-ubyte 结尾的文件里`,
  changed: (file) => `${file} 在读取过程中被改动：请重新给出`,
  zip: (file) => `${file} 是 zip 压缩包（或内部即为压缩包的电子表格）：请解压，或另存为 CSV`,
  unknown: (file) =>
    `${file} 既不是 MNIST 的 idx 文件，也不是 UTF-8 文本（逗号分隔的表或句子），也不是笔迹文件`,
  tooLarge: (file, size, most) => `${file} 太大：有 ${size}，至多读取 ${most}`,
  unpacksTooLarge: (file, most) => `${file} 解压后超过 ${most}：不读取更大的文件`,
  gzipCutOff: (file, size) =>
    `${file} 是不完整的 gzip 文件：在 ${size} 内容之后就结束了。请重新复制或下载`,
  gzipDamaged: (file, size) =>
    `${file} 是损坏的 gzip 文件：在 ${size} 内容之后无法继续解压。请重新复制或下载`,
};
