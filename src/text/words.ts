/** The type of a section, from its English: another language may say anything, but of the same things. */
export type Words<English> = English extends string
  ? string
  : English extends (...said: infer Said) => string
    ? (...said: Said) => string
    : { readonly [Key in keyof English]: Words<English[Key]> };
