import type { ImportTextText } from '../en/importText.ts';

export const importText: ImportTextText = {
  blank: (file) => `${file} 除空白外什么也没有`,
  notUtf8: (file, line) => `${file} 不是 UTF-8 文本，问题在第 ${line} 行或其后不远处`,
  binary: (file, byte) => `${file} 不是文本：第 ${byte} 个字节是 0。应为每行一句`,
  longLine: (where, most) => `${where}超过 ${most}：应为每行一句`,
  unnamedPart: (file) =>
    `${file}：给出几个文本时，要么每个的名称中都含 train、valid 或 test，要么都不含`,
  samePart: (one, other, part) => `${one} 和 ${other} 都是${part}部分`,
  noTraining: (files) => `${files} 中没有训练部分：应有一个名称含 train 的文件`,
  few: (file, count, most, part, fewest) =>
    `${file}：${part}部分有 ${count} 个不超过 ${most} 个词元的句子，至少需要 ${fewest} 个`,
  longer: (problem, count) => `${problem}；另有 ${count} 个更长：请加大序列长度，或截断它们`,
};
