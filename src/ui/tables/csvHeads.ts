/** Heads of the CSV of the tables: programs read them, so they are English whatever the page speaks. */
export const CSV_HEADS = [
  'table',
  'model',
  'published',
  'measured here, NLL',
  'source or protocol',
  'differs from the paper',
] as const;
