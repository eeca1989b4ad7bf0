/**
 * The optional feature `subgroups`: four neighbouring threads that need the same numbers load a quarter each and
 * hand it round. Used only on software adapters, where a load costs as much as ten multiplications and the
 * feature was measured to help (SwiftShader); nothing is known of real GPUs, which have caches and
 * schedulers for this. Without it every thread loads all, with the same numbers to the bit.
 *
 * Four consecutive threads of a workgroup are taken to be a quad, as they are on software adapters. All four
 * must be in the loop together: whoever uses it leaves a kernel early by quads only.
 */
import { runsInSoftware } from '../backend.ts';

export function sharesLoads(device: GPUDevice): boolean {
  return runsInSoftware(device) && device.features.has('subgroups');
}

/** What a program that hands round begins with. */
export const SUBGROUPS_WGSL = `enable subgroups;
diagnostic(off, subgroup_uniformity);
`;
