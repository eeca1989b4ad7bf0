import type { WorkersText } from '../en/workers.ts';

export const workers: WorkersText = {
  backendRefused: (found, backends) =>
    `backend = ${found} 不被接受：它应为 ${backends} 之一。已改用 auto。`,
  noScript: '它的脚本无法加载',
  noLessonsScript: '其后台线程的脚本无法加载',
  digitsFailed: (why) => `绘制数字的后台线程出错：${why}。请重新加载页面以重新启动它。`,
  penFailed: (why) => `补全笔迹的后台线程出错：${why}。请重新加载页面以重新启动它。`,
  cannotGoOn: (why) => `存储的运行无法继续：${why}`,
  noBackend: {
    webgpu: 'backend=webgpu：这台机器没有 WebGPU 适配器',
    wasm: 'backend=wasm：WebAssembly 在这里无法启动',
  },
  takingBest: (why) => `${why}；改用可用的最佳后端`,
  noExport: (id) => `没有模型 ${id} 可供导出：它已被移除`,
  stepFailed: '一个训练步出错',
  noRun: (file) => `${file}：没有运行，这些权重无从归属`,
  fileRefused: (file, why) => `${file}：${why}`,
  estimateFailed: (why) => `估计出错：${why}`,
  noAnswer: (why) => `模型无法回答：${why}`,
};
