import type { CharSet } from './char-set.ts'

/** A parsed regular expression of ECMA-262. */
export type Pattern =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly min: number; readonly max: number }
  | { readonly kind: 'look'; readonly part: Pattern; readonly negated: boolean }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'boundary'; readonly negated: boolean }

/** The error for a construct that no finite automaton accepts, or that the parser does not support. */
export class UnsupportedPattern extends Error {
  override readonly name = 'UnsupportedPattern'
}
