import type { CharSet } from './char-set.ts'

/** A regular expression of ECMA-262, read. */
export type Pattern =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly min: number; readonly max: number }
  | { readonly kind: 'look'; readonly part: Pattern; readonly negated: boolean }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'boundary'; readonly negated: boolean }

/** A construct that no finite automaton reads, or that this reader leaves out. */
export class UnsupportedPattern extends Error {
  override readonly name = 'UnsupportedPattern'
}
