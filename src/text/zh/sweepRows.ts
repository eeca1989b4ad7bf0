import type { SweepRowsText } from '../en/sweepRows.ts';

export const sweepRows: SweepRowsText = {
  line: (line) => `第 ${line} 行`,
  notRead: (where, why) => `${where}：${why}`,
  empty: '文件是空的：应为 npm run sweep 的 results.jsonl',
  version: (where, found, expected) =>
    `${where}：version 为 ${found}，本程序读取的版本是 ${expected}`,
  noText: (where, key, found) => `${where}：${key} 为 ${found}，应为文本`,
  noNumber: (where, key, found) => `${where}：${key} 为 ${found}，应为数字`,
  missing: '缺失',
  noBound: (where) => `${where}：figures 中没有 bound`,
  noObject: (where) => `${where}不是对象：应为 results.jsonl 的一行`,
};
