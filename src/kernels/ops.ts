/** Which implementation of the operations a backend gets. */
import type { Ops } from '../model/ops.ts';
import { referenceOps } from '../model/reference.ts';
import type { BackendName } from './backend.ts';
import { simdOps } from './simd/ops.ts';
import { webgpuOps } from './webgpu/ops.ts';

/**
 * The quickest operations there are for a backend; where WebAssembly SIMD is missing, the reference.
 * @param simdModule fetches and compiles `simd/linear.wasm`
 */
export async function opsFor(
  backend: BackendName,
  simdModule: () => Promise<WebAssembly.Module>,
): Promise<Ops> {
  if (backend === 'webgpu') return webgpuOps();
  try {
    return await simdOps(await simdModule());
  } catch (error) {
    console.warn('no WebAssembly SIMD here, training op by op:', error);
    return referenceOps;
  }
}
