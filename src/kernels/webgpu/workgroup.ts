/** How a workgroup that takes rows of the batch through time is laid out: its rows and its memory. */
import { upToFour } from './packing.ts';

/** Regions of workgroup memory, in columns, each beginning at a multiple of four. */
export interface Regions {
  readonly at: Readonly<Record<string, number>>;
  readonly columns: number;
}

/** `shared` are lists of regions that may lie over each other: they are never alive together. */
export function regionsOf(
  apart: readonly (readonly [string, number])[],
  shared: readonly (readonly (readonly [string, number])[])[],
): Regions {
  const at: Record<string, number> = {};
  let columns = 0;
  const place = (list: readonly (readonly [string, number])[], first: number) => {
    let next = first;
    for (const [name, width] of list) {
      at[name] = next;
      next += upToFour(width);
    }
    return next;
  };
  columns = place(apart, 0);
  columns = Math.max(...shared.map((list) => place(list, columns)));
  return { at, columns };
}

/** Batch rows a workgroup takes through time. */
export type GroupRows = 1 | 2 | 4 | 8;

/** Rows of an element of workgroup memory: its lanes. Eight rows are two elements. */
export function lanesOf(groupRows: GroupRows): 1 | 2 | 4 {
  return groupRows === 8 ? 4 : groupRows;
}

/** The type of one column of so many rows in WGSL. */
export const ROWS_WGSL = { 1: 'f32', 2: 'vec2<f32>', 4: 'vec4<f32>' } as const;

/** The most batch rows, at most `wanted`, whose columns fit into a workgroup; null where not one row's do. */
export function rowsThatFit(
  columns: number,
  device: GPUDevice,
  wanted: GroupRows,
): GroupRows | null {
  const bytes = device.limits.maxComputeWorkgroupStorageSize;
  const fits = ([8, 4, 2, 1] as const).find(
    (rows) => rows <= wanted && rows * columns * 4 <= bytes,
  );
  return fits ?? null;
}
