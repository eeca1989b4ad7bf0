import type { LinkText } from '../en/link.ts';

export const link: LinkText = {
  tooLong: (characters, most) =>
    `链接有 ${characters} 个字符，最多读取 ${most} 个：已改用第一个预设。`,
  refused: (problem) => `链接：${problem}。`,
  noSetting: (key) => `链接：“${key}”不是设置项，已忽略。`,
  more: (count) => `链接：另有 ${count} 处无法读取。`,
  noPair: (part) => `链接：“${part}”不是 key=value 的形式，已忽略。`,
  twice: (key) => `链接：${key} 出现了两次，以最后一次为准。`,
  brokenEscape: (part) => `链接：“${part}”中的 % 转义有误，已忽略。`,
  noVersion: (text) => `链接：v = ${text} 不是版本号，已按版本 1 读取。`,
  newer: (version, read) =>
    `该链接来自更新的版本（v = ${version}；本页面读取版本 ${read}）。能够读取的部分已生效。`,
  noPreset: (name, known, used) =>
    `链接：没有名为 ${name} 的预设（preset）：可用的有 ${known}。已改用 ${used}。`,
  withdrawn: (problems, key) => `链接：${problems.join('；')}。${key} 保持预设中的值。`,
  unsound: (problems) => `链接：${problems.join('；')}。已使用未经修改的预设。`,
  noModels: '链接：models 为空，已使用预设中的模型。',
  manyModels: (count, most) =>
    `链接：models 列出了 ${count} 个模型；一个实验最多 ${most} 个，已采用前 ${most} 个。`,
  noModel: (name, known) => `链接：未知的模型“${name}”，已略去：可用的有 ${known}。`,
  notOfModel: (key, system) => `链接：“${key}”不是单个模型的设置项，${system} 不采用它。`,
  refusedOfModel: (system, problem) => `链接：模型 ${system}：${problem}。`,
  badId: (text, used) =>
    `链接：模型 id“${text}”已被占用，或者不是由小写字母、数字和连字符组成；已改用 ${used}。`,
  badSlot: (text, used) =>
    `链接：模型 slot“${text}”已被占用，或者不是 0、1、2、3 之一；已改用 ${used}。`,
  noDrawing: (why) => `链接：其中的图画已略去：${why}。`,
  noCompletions: (part) => `链接：completions：“${part}”已忽略。`,
  ink: {
    long: (points, most) => `图画有 ${points} 个点：一个链接最多容纳 ${most} 个`,
    noInk: '开头不是笔迹的格式（d1. 或 s1.）',
    version: (found, read) => `它是版本 ${found}，而本页面读取版本 ${read}`,
    characters: (count, most) => `它有 ${count} 个字符：最多读取 ${most} 个`,
    damaged: '它在传递途中被截断或改动（校验和不符）',
    letters: '它含有笔迹编码中不会出现的字符',
    points: (count, most) => `其中一个笔画有 ${count} 个点：总共最多 ${most} 个`,
    leaves: '它超出了纸面',
    ends: '它在一个笔画中间结束',
  },
};
