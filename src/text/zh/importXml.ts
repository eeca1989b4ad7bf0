import type { ImportXmlText } from '../en/importXml.ts';

export const importXml: ImportXmlText = {
  noElement: (file) => `${file} 中没有 XML 元素`,
  badTag: (where) => `${where}：标签无法读取`,
  closesNothing: (where, name) => `${where}：</${name}> 没有对应的开始标签`,
  closesOther: (where, name, open) => `${where}：</${name}> 与 <${open}> 不对应`,
  deep: (where, most) => `${where}：元素嵌套超过 ${most} 层`,
  neverClosed: (file, name) => `${file} 不完整：<${name}> 没有闭合`,
  notLineStrokes: (where, root) =>
    `${where}：文件是 <${root}>，而不是 <WhiteboardCaptureSession>：应为 IAM-OnDB 的 lineStrokes 文件、<ink> 或 <svg>`,
  pointOutside: (where) => `${where}：<Point> 不在任何 <Stroke> 之内`,
  noPoint: (file) => `${file} 中没有 <Point>：应为一行的笔画`,
  pointWithout: (where, axis) => `${where}：<Point> 没有 ${axis}`,
  notNumber: (where, axis, found) => `${where}：${axis} 是“${found}”：应为一个数`,
  secondFormat: (where) => `${where}：出现第二个 <traceFormat>：只读取单一格式的文件`,
  noTrace: (file) => `${file} 中没有 <trace>：应有笔迹`,
  noAxes: (where, channels) => `${where}：它的 <traceFormat> 的通道是 ${channels}：其中应有 X 和 Y`,
  tracePoint: (where, trace, point) => `${where}第 ${trace} 条笔迹第 ${point} 点`,
  fewValues: (where, written, found, channels) =>
    `${where}：“${written}”有 ${found} 个值：应为 ${channels}`,
  noValue: (where, written) => `${where}：“${written}”不是值：应为数`,
  notSvg: (where, root) => `${where}：文件是 <${root}>：应为 <svg>`,
  nothingDrawn: (file) => `${file} 中没有画出的 <path>、<polyline>、<polygon> 或 <line>：应有笔画`,
  tooManyPoints: (where, most) => `${where}：超过 ${most} 个点：不读取更大的笔迹`,
  badTransform: (where, written) =>
    `${where}：transform“${written}”无法读取：应为带数的 matrix、translate、scale、rotate、skewX 或 skewY`,
  badPath: (where, element, why) => `${where}：<${element}>：${why}`,
  longPath: (characters) => `路径数据有 ${characters} 个字符，超过可读取的长度`,
  unreadablePath: (why) => `路径无法读取（${why}）`,
  infinitePath: '路径中有一个数不是有限的',
};
