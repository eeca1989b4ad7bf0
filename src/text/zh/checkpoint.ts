import type { CheckpointText } from '../en/checkpoint.ts';

export const checkpoint: CheckpointText = {
  otherBuild: (why) => `它是另一个版本的检查点：${why}`,
  weightsMissing: (bytes, weights) => `它有 ${bytes} 字节，而其中的权重要 ${weights} 字节`,
  otherModel: (number, id) => `它的实验中第 ${number} 个模型不是 ${id}，而它保存的是 ${id} 的状态`,
  weightsAlone: '它是 safetensors 文件而不是检查点：也许只有权重，运行无法由此继续',
  version: (found, expected) => `它是 ${found} 版的检查点：此版本只读取 ${expected} 版`,
  length: (found, expected) => `它有 ${found} 字节，应有 ${expected} 字节`,
  damaged: (found, expected) => `它已损坏：校验和是 ${found}，应为 ${expected}`,
  notOfThisBuild: (why) => `它不是此版本的检查点：${why}`,
  otherData: (then, now) => `它的运行用“${then}”训练；这里是“${now}”，两者不同`,
  otherBatches: '它的批量中有数据里没有的序列',
  otherSizes: (why) => `它的模型与此版本所建的不同：${why}`,
  state: '它的状态',
  field: (name, found) => `${name} 是 ${found}`,
  missing: '（没有）',
  tooManyModels: (count, most) => `它有 ${count} 个模型的状态：至多读取 ${most} 个`,
};
