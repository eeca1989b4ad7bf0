import type { WorkersText } from '../en/workers.ts';

export const workers: WorkersText = {
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
