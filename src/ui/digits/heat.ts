/** KL of the steps of a scan, as heat on the pixels each step reads. Pure. */

/** The KL that is drawn in full colour, common to all models so that equal colour means equal KL. */
export function fullHeat(kls: readonly Float32Array[]): number {
  const most = Math.max(0, ...kls.map((kl) => kl.reduce((top, value) => Math.max(top, value), 0)));
  return most > 0 ? most : 1;
}

/** Each pixel has the KL of its step over `full`; estimates below 0 are no heat. [side^2] */
export function heatOf(kl: Float32Array, pixels: number, full: number): Float32Array {
  const perStep = pixels / kl.length;
  return Float32Array.from({ length: pixels }, (_, i) =>
    Math.min(1, Math.max(0, kl[Math.floor(i / perStep)]! / full)),
  );
}
