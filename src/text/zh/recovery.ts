import type { RecoveryText } from '../en/recovery.ts';

export const recovery: RecoveryText = {
  backends: { webgpu: 'WebGPU', wasm: 'WebAssembly', cpu: '纯 JavaScript' },
  faults: {
    'device-lost': 'GPU 失去了连接',
    'out-of-memory': 'GPU 内存不足',
    'device-error': 'GPU 拒绝了一条命令',
    trap: 'WebAssembly 代码中止',
    error: '一个训练步失败',
    silent: '负责训练的工作线程没有响应',
    crashed: '负责训练的工作线程出错',
  },
  noScript: '无法载入它的脚本',
  noLessonScript: '无法载入其工作线程的脚本',
  digitsFailed: (why) => `负责绘制数字的工作线程出错：${why}。请重新载入页面以重新启动它。`,
  penFailed: (why) => `负责补全图画的工作线程出错：${why}。请重新载入页面以重新启动它。`,
  backendRefused: (written, known) =>
    `backend = ${written} 未被接受：可取的值有 ${known}。已使用 auto。`,
  silent: (seconds) => `${seconds} 秒没有消息`,
  continues: (fault, why, backend, from, again) => {
    const on = backend === null ? '' : `在 ${backend} 上`;
    const made = again.steps > 0 ? `；有 ${again.written} 步要重做` : '';
    return `${fault}（${why}）。运行${on}从第 ${from} 步继续${made}。`;
  },
  readingFailed: (file) => `工作线程出错时正在读取 ${file}：请重新选择它。`,
  halt: (fault, why, times, stands) => `${fault}（${why}），已连续 ${times} 次。${stands}`,
  noCheckpoint: '这次运行还没有检查点，只能重新开始。',
  nothingLost: (step) => `第 ${step} 步之前的结果都没有丢失。`,
  tryAgain: '再试一次',
  slower: '学习率减半，继续训练',
  slowerTitle: (model, rate) => `只对 ${model}：学习率取 ${rate}，从它最后一次正常的权重继续`,
  remove: (model) => `移除 ${model}`,
};
