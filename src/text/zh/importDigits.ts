import type { ImportDigitsText } from '../en/importDigits.ts';

export const importDigits: ImportDigitsText = {
  types: {
    8: '无符号字节',
    9: '有符号字节',
    11: '16 位整数',
    12: '32 位整数',
    13: '32 位浮点数',
    14: '64 位浮点数',
  },
  noImage: (file) => `${file} 中没有图像`,
  notIdx: (file) => `${file} 不是 idx 文件：它不以 00 00 08 03 开头`,
  headerCutOff: (file, size, header) => `${file} 在文件头处中断：应有 ${header} 字节，只有 ${size}`,
  labels: (file, count) =>
    `${file} 含 ${count} 个标签，而不是图像：图像在名称以 images-idx3-ubyte 结尾的文件里`,
  otherContent: (file, type, dimensions) =>
    `${file} 含 ${dimensions} 维的${type}：应为 3 维的无符号字节，即图像 × 行 × 列`,
  otherSize: (file, rows, columns, side) =>
    `${file} 的图像为 ${rows} × ${columns} 像素：应为 ${side} × ${side}`,
  cutOff: (file, images, bytes, found) =>
    `${file} 声明有 ${images} 幅图像，即 ${bytes} 字节，实际有 ${found} 字节：文件不完整`,
  tooLong: (file, images, bytes, found) =>
    `${file} 声明有 ${images} 幅图像，即 ${bytes} 字节，实际有 ${found} 字节：文件过长`,
  shortLine: (where, found, expected) =>
    `${where}有 ${found} 个数：应为 ${expected} 个，每像素一个`,
  longLine: (where, most) => `${where}超过 ${most} 个数：应为每像素一个`,
  blankLine: (where) => `${where}是空行，其后还有图像`,
  notBinary: (where, column, word) => `${where}第 ${column} 列是“${word}”：应为 0 或 1`,
  unnamedPart: (file) =>
    `${file}：给出几个数字文件时，每个文件的名称中须含 train、valid 或 test（t10k）`,
  samePart: (one, other, part) => `${one} 和 ${other} 都是${part}部分`,
  mixed: (one, other) => `${one} 和 ${other} 不能放在一起：一个是二值的，一个是灰度的`,
  noPart: (files, part, name) => `${files} 中没有${part}部分：应有一个名称含 ${name} 的文件`,
  few: (file, count, fewest) => `${file} 含 ${count} 幅图像：至少需要 ${fewest} 幅，才能留出一些`,
  fewToLearn: (file, count, fewest) => `${file}：有 ${count} 幅图像可供学习，至少需要 ${fewest} 幅`,
  grey: (file) => `${file} 是灰度图像：二值化 larochelle 需要文件 binarized_mnist_*.amat`,
  larochelle:
    '二值化 larochelle 指文件 binarized_mnist_*.amat：请给出这些文件，或选择 threshold 或 dynamic',
};
