import { type CharSet, EVERY_CHAR, sizeOf, union } from './char-set.ts'

/** A language of texts: a regular expression with intersection and complement. Equal terms of a factory are one object. */
export type Term = { readonly id: number } & (
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'empty' }
  | { readonly kind: 'sequence'; readonly first: Term; readonly rest: Term }
  | { readonly kind: 'either'; readonly parts: readonly Term[] }
  | { readonly kind: 'both'; readonly parts: readonly Term[] }
  | { readonly kind: 'not'; readonly part: Term }
  | { readonly kind: 'repeat'; readonly part: Term; readonly min: number; readonly max: number }
  | { readonly kind: 'named'; readonly name: string; readonly definition: () => Term }
)

type Shape = Term extends infer Each ? (Each extends Term ? Omit<Each, 'id'> : never) : never

/** A factory of simplified, shared terms, so that equal states of an automaton are identical. */
export interface Terms {
  /** The empty language. */
  readonly nothing: Term
  /** The language of the empty text. */
  readonly empty: Term
  /** The language of all texts. */
  readonly anything: Term
  set(set: CharSet): Term
  sequence(first: Term, rest: Term): Term
  either(parts: readonly Term[]): Term
  both(parts: readonly Term[]): Term
  not(part: Term): Term
  repeat(part: Term, min: number, max: number): Term
  /** A term that refers to the term in the definition, for recursion. */
  named(name: string, definition: () => Term): Term
}

/** A new factory of terms. */
export function createTerms(): Terms {
  const share = sharing()
  const nothing = share('none', { kind: 'set', set: [] })
  const empty = share('empty', { kind: 'empty' })
  const any = share('any', { kind: 'set', set: EVERY_CHAR })
  const anything = share('anything', { kind: 'repeat', part: any, min: 0, max: Infinity })
  const set = (chars: CharSet) =>
    chars.length === 0 ? nothing : share(`[${chars.join()}`, { kind: 'set', set: chars })
  const basics: Basics = { share, nothing, empty, anything, set }
  return {
    nothing,
    empty,
    anything,
    set,
    sequence: (first, rest) => sequenceOf(basics, first, rest),
    either: (parts) => eitherOf(basics, parts),
    both: (parts) => bothOf(basics, parts),
    not: (part) => notOf(basics, part),
    repeat: (part, min, max) => repeatOf(basics, part, { min, max }),
    named: (name, definition) => share(`@${name}`, { kind: 'named', name, definition }),
  }
}

interface Basics {
  readonly share: (key: string, shape: Shape) => Term
  readonly nothing: Term
  readonly empty: Term
  readonly anything: Term
  readonly set: (chars: CharSet) => Term
}

function notOf({ share, nothing, anything }: Basics, part: Term): Term {
  if (part.kind === 'not') return part.part
  if (part === nothing) return anything
  return part === anything ? nothing : share(`!${part.id}`, { kind: 'not', part })
}

function sequenceOf(basics: Basics, first: Term, rest: Term): Term {
  const { share, nothing, empty } = basics
  if (first === nothing || rest === nothing) return nothing
  if (first === empty) return rest
  if (rest === empty) return first
  if (first.kind === 'sequence') return sequenceOf(basics, first.first, sequenceOf(basics, first.rest, rest))
  return share(`${first.id}.${rest.id}`, { kind: 'sequence', first, rest })
}

function eitherOf({ share, nothing, anything, set }: Basics, parts: readonly Term[]): Term {
  const open = parts.flatMap((part) => (part.kind === 'either' ? part.parts : [part]))
  const flat = distinct(mergeSets(open, set), nothing)
  if (flat.includes(anything)) return anything
  return flat.length > 1 ? share(`|${ids(flat)}`, { kind: 'either', parts: flat }) : (flat[0] ?? nothing)
}

function bothOf({ share, nothing, anything }: Basics, parts: readonly Term[]): Term {
  const flat = distinct(
    parts.flatMap((part) => (part.kind === 'both' ? part.parts : [part])),
    anything,
  )
  if (flat.includes(nothing)) return nothing
  return flat.length > 1 ? share(`&${ids(flat)}`, { kind: 'both', parts: flat }) : (flat[0] ?? anything)
}

function repeatOf(basics: Basics, part: Term, { min, max }: { min: number; max: number }): Term {
  const { share, nothing, empty, anything } = basics
  if (max === 0 || part === empty) return empty
  if (part === nothing) return min === 0 ? empty : nothing
  if (min === 1 && max === 1) return part
  const isAny = part.kind === 'set' && sizeOf(part.set) === sizeOf(EVERY_CHAR)
  if (min === 0 && max === Infinity && isAny) return anything
  return share(`${part.id}{${min},${max}`, { kind: 'repeat', part, min, max })
}

function sharing(): (key: string, shape: Shape) => Term {
  const known = new Map<string, Term>()
  return (key, shape) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const term: Term = { ...shape, id: known.size }
    known.set(key, term)
    return term
  }
}

function ids(terms: readonly Term[]): string {
  return terms.map((term) => term.id).join()
}

/** Sorted terms without duplicates and without the neutral element, so that the order of parts does not matter. */
function distinct(terms: readonly Term[], neutral: Term): Term[] {
  return [...new Set(terms)].filter((term) => term !== neutral).toSorted((a, b) => a.id - b.id)
}

function mergeSets(parts: readonly Term[], set: (chars: CharSet) => Term): Term[] {
  const sets = parts.flatMap((part) => (part.kind === 'set' ? [part.set] : []))
  return sets.length < 2 ? [...parts] : [...parts.filter((part) => part.kind !== 'set'), set(union(...sets))]
}
