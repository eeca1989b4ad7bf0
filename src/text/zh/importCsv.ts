import type { ImportCsvText } from '../en/importCsv.ts';

export const importCsv: ImportCsvText = {
  empty: (file) => `${file} 是空文件：应有一行表头`,
  noRows: (file) => `${file} 只有表头，下面没有数据：应为每个时间步一行`,
  blankLine: (where) =>
    `${where}是空行，其后还有数据：要分开各条序列，请在名为 sequence 的列中写出序列名`,
  tooManyNumbers: (where, most) => `${where}：超过 ${most} 个数：不读取更大的表`,
  longRow: (where, characters) => `${where}有 ${characters} 个字符：不读取更长的行`,
  quotation: (where) => `${where}：引号位置不对，或没有闭合`,
  onlyNumbers: (where, cells) => `${where}全是数（${cells}）：应为写明列名的表头`,
  unnamed: (where, column) => `${where}第 ${column} 列没有名称：表头应写明每一列的名称`,
  sameName: (where, one, other, name) => `${where}：第 ${one} 列和第 ${other} 列都叫 ${name}`,
  noChannel: (where, sequence) => `${where}没有数值列：${sequence} 是序列名，此外什么也没有`,
  tooManyChannels: (where, count, most) => `${where}有 ${count} 个数值列：至多读取 ${most} 列`,
  cells: (where, found, expected) => `${where}：有 ${found} 格，应与表头一样为 ${expected} 格`,
  noSequence: (where, column) => `${where}的 ${column} 列为空：应为序列名`,
  emptyCell: (where, column) => `${where}的 ${column} 列为空：应为一个数`,
  notFinite: (where, column, cell) => `${where}的 ${column} 列是 ${cell}，不是有限的数：应为一个数`,
  decimalComma: (where, column, cell) =>
    `${where}的 ${column} 列是 ${cell}：应为一个数，小数请用小数点书写`,
  notNumber: (where, column, cell) => `${where}的 ${column} 列是文字 ${cell}：应为一个数`,
  mixed: (where, column, cell, other, number) =>
    `${where}的 ${column} 列是文字 ${cell}，而${other}是数 ${number}：一列应每行都是数，或每行都不是数`,
  numbersAsNames: (where, names) => `${where}以数作数值列的列名（${names}）：应为写明列名的表头`,
  noNumbers: (file, columns) =>
    `${file} 没有数值列，只有 ${columns}：至少应有一列每行都是数，例如 12.5`,
  column: (name, example) => `${name}（${example}）`,
  moreColumns: (count) => `另外 ${count} 列`,
  leftOut: (read, columns, isNamed) =>
    `${read}；已略去没有数的列：${columns}${isNamed ? '' : '；若要把各行分成多条序列，请用名为 sequence 的一列标明'}`,
  tooShort: (file, rows, part) => `${file} 太短：${rows} 行不足以留出${part}部分`,
  constant: (file, column, value) =>
    `${file} 的 ${column} 列在训练部分始终是 ${value}：请去掉这一列`,
  tooLarge: (file, column) => `${file} 的 ${column} 列中的数太大，无法标准化`,
  tooFar: (file, column, value) =>
    `${file} 的 ${column} 列中有 ${value}，与其他数相差太远，无法标准化`,
};
