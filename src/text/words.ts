/**
 * The type of a section, from its English: another language may say anything, but of the same things. A string of a
 * type of its own is no text but a name, and stays.
 */
export type Words<English> = English extends string
  ? string extends English
    ? string
    : English
  : English extends (...said: infer Said) => string
    ? (...said: Said) => string
    : { readonly [Key in keyof English]: Words<English[Key]> };
