/** Flags of an experiment whose run is a matter of seconds, most of them spent on starting. */
export const TINY: readonly string[] =
  '--preset mirror-iid --sequence-length 3 --batch 4 --hidden 5 --mixing-widths 6,5 --injected-noise 4,3 --validation-size 8 --test-size 9 --mixing-samples-evaluation 5 --validate-every 100000'.split(
    ' ',
  );
