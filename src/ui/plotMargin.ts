/** What a plot leaves free around its axes, in CSS pixels: the last label on the x-axis stands half outside. */
export const PLOT_MARGIN = { top: 5, right: 14, bottom: 20 } as const;
