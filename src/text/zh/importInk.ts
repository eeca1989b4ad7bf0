import type { ImportInkText } from '../en/importInk.ts';

const AXES = { x: 'x', y: 'y', time: '时间' } as const;

export const importInk: ImportInkText = {
  files: (count) => `${count} 个文件`,
  place: (archive, path) => `${archive} 中的 ${path}`,
  unknown: (file) =>
    `${file} 既不是 QuickDraw ndjson、IAM-OnDB 的一行（XML）、InkML 或 SVG，也不是含这类文件的 tar 归档`,
  tooLarge: (file, most) => `${file} 超过 ${most}：不读取更大的笔迹`,
  longLine: (file, most) => `${file} 中有一行超过 ${most} 个字符`,
  notUtf8: (file) => `${file} 不是 UTF-8 文本`,
  tooMany: (where, drawings, points) =>
    `${where}：超过 ${drawings} 幅笔迹或 ${points} 个点：不再读取更多`,
  noForm: (where) => `${where} 没有列出任何表单：应为每行一个，例如 a01-000u`,
  noDrawing: (file) => `${file}：其中没有笔迹`,
  onlyLists: (file) => `${file}：其中没有笔迹，只有表单列表：请同时给出 lineStrokes`,
  twoKinds: (file, one, other) => `${file}中既有 ${one} 又有 ${other}：一次只能给一种`,
  otherForms: (file, form) => `${file}：列表中没有这些行所属的表单，例如 ${form}`,
  noTime: (where) => `${where} 中有一个时间不是数`,
  farPoint: (where, value, most) => `${where} 中有一点位于 ${value}：应为不超过 ${most} 的数`,
  few: (file, count) => `${file} 有 ${count} 幅含两个点以上的笔迹：至少需要 3 幅，每个部分一幅`,
  noMovement: (file, axis) => `${file}：在训练部分的每一步上 ${axis} 都相同`,
  fewLines: (count, fewest) => `你的笔写了 ${count} 行：至少需要 ${fewest} 行，每个部分一行`,
  tarEnds: (archive, size) => `${archive} 不完整：在 ${size} 之后结束，没有 tar 归档的结束标记`,
  tarSize: (archive, byte, size) =>
    `${archive} 已损坏：第 ${byte} 字节处的 tar 文件头给出的大小是“${size}”`,
  tarChecksum: (archive, byte) => `${archive} 已损坏：第 ${byte} 字节处的 tar 文件头校验和不对`,
  tarCutOff: (archive, path) => `${archive} 不完整：在 ${path} 处中断`,
  tarTooLarge: (archive, path, size, most) => `${archive}：${path} 有 ${size}，至多读取 ${most}`,
  notJson: (where, why) => `${where}不是 JSON（${why}）：应为每行一个对象，如 QuickDraw`,
  notObject: (where, found) => `${where}是 ${found}：应为含 "drawing" 的对象`,
  refused: (where, why) => `${where}无法接受：${why}`,
  drawingMissing: (where) => `${where}没有 "drawing"：应为笔画的列表`,
  otherDrawing: (where, found) => `${where}的 "drawing" 是 ${found}：应为笔画的列表`,
  otherPart: (where, found) => `${where}："split" 是 ${found}：应为 train、validation 或 test`,
  otherName: (where, found) => `${where}："key_id" 是 ${found}：应为名称`,
  stroke: (where, number) => `${where}第 ${number} 笔`,
  axis: (stroke, axis) => `${stroke}的 ${AXES[axis]}`,
  otherStroke: (stroke, found) => `${stroke}是 ${found}：应为 [[x, ...], [y, ...]]`,
  noPoints: (stroke) => `${stroke}没有点`,
  unequal: (stroke, lengths) => `${stroke}的各个列表有 ${lengths} 个数：应当一样多`,
  notList: (axis, found) => `${axis} 是 ${found}：应为列表`,
  notNumber: (axis, number, found) => `${axis} 的第 ${number} 个数是 ${found}：应为一个数`,
  nested: '嵌套过深的内容',
};
