/** Noise drawn on the device by the shared generator (`rng.ts`): the same coins to the bit, nothing uploaded. */
import type * as tf from '@tensorflow/tfjs';
import { PHILOX_WGSL } from '../../rng.ts';
import { bindingsWgsl, type Program, type Recorder } from './recorder.ts';

const THREADS = 64;
const MOST_GROUPS = 65_535;
/** Columns that one block of the generator fills. */
const COLUMNS = { coins: 128, normal: 4 } as const;

export interface NoiseCall {
  /** Else standard normals. */
  readonly coins: boolean;
  readonly rows: number;
  readonly width: number;
  /** Key and counter, as in `rng.ts`. */
  readonly seed: number;
  readonly hash: number;
  readonly step: number;
  readonly sample: number;
  readonly firstRow: number;
  /** Multiplies what is drawn. */
  readonly amplitude: number;
}

/** [rows, width] */
export function noise(recorder: Recorder, call: NoiseCall): tf.TensorInfo {
  const { rows, width, seed, hash, step, sample, firstRow, amplitude } = call;
  const kind = call.coins ? 'coins' : 'normal';
  const drawn = recorder.empty([rows, width]);
  const items = rows * Math.ceil(width / COLUMNS[kind]);
  const groups = Math.min(MOST_GROUPS, Math.ceil(items / THREADS));
  const integers = [rows, width, seed, hash, step, sample, firstRow, groups * THREADS];
  recorder.dispatch(PROGRAMS[kind], [drawn], { integers, floats: [amplitude] }, [groups]);
  return drawn;
}

const PROGRAMS = {
  coins: program('coins', 'f32((words[(c >> 5u) & 3u] >> (c & 31u)) & 1u)'),
  normal: program('normal', 'normal_of_word(words[c & 3u])'),
};

function program(kind: 'coins' | 'normal', value: string): Program {
  return {
    key: `noise ${kind}`,
    access: ['storage'],
    source: () => /* wgsl */ `
${bindingsWgsl(['storage'], [['drawn', 'f32']])}
${PHILOX_WGSL}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let rows = uniforms.i.x;
  let width = uniforms.i.y;
  let blocks = (width + ${COLUMNS[kind] - 1}u) / ${COLUMNS[kind]}u;
  for (var i = id.x; i < rows * blocks; i += uniforms.j.w) {
    let row = i / blocks;
    let block = i % blocks;
    let words = philox(
      vec4<u32>(block, uniforms.j.z + row, uniforms.j.y, uniforms.j.x), uniforms.i.zw);
    let last = min(width, (block + 1u) * ${COLUMNS[kind]}u);
    for (var c = block * ${COLUMNS[kind]}u; c < last; c++) {
      drawn[row * width + c] = uniforms.f.x * ${value};
    }
  }
}`,
  };
}
