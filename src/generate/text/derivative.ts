import { type CharSet, complement, EVERY_CHAR, hasPoint, intersect } from './char-set.ts'
import type { Term, Terms } from './term.ts'

/** Brzozowski's derivatives: the rest of a language after one character. */
export interface Derivatives {
  /** True if the empty text is in the language. */
  nullable(term: Term): boolean
  /** A partition of all characters into sets with equal derivatives. */
  classes(term: Term): readonly CharSet[]
  after(term: Term, point: number): Term
}

/** The derivatives of the terms of a factory, cached. */
export function createDerivatives(terms: Terms): Derivatives {
  const nullable = remembered<boolean>((term, again) => isNullable(term, again), false)
  const classes = remembered<readonly CharSet[]>((term, again) => classesOf(term, { again, nullable }), [EVERY_CHAR])
  const busy = new Set<number>()
  const after = (term: Term, point: number): Term => {
    if (term.kind !== 'named') return derive(term, point, { terms, nullable, after })
    // A loop with an empty body reaches the same loop without reading. That path adds nothing.
    if (busy.has(term.id)) return terms.nothing
    busy.add(term.id)
    const left = after(term.definition(), point)
    busy.delete(term.id)
    return left
  }
  return { nullable, classes, after }
}

/** Caches each result. A recursive request gets the least result, which yields the least fixed point. */
function remembered<T>(compute: (term: Term, again: (term: Term) => T) => T, least: T): (term: Term) => T {
  const known = new Map<number, T>()
  const answer = (term: Term): T => {
    const found = known.get(term.id)
    if (found !== undefined) return found
    known.set(term.id, least)
    const computed = compute(term, answer)
    known.set(term.id, computed)
    return computed
  }
  return answer
}

function isNullable(term: Term, again: (term: Term) => boolean): boolean {
  switch (term.kind) {
    case 'set':
      return false
    case 'empty':
      return true
    case 'sequence':
      return again(term.first) && again(term.rest)
    case 'either':
      return term.parts.some((part) => again(part))
    case 'both':
      return term.parts.every((part) => again(part))
    case 'not':
      return !again(term.part)
    case 'repeat':
      return term.min === 0 || again(term.part)
    case 'named':
      return again(term.definition())
  }
}

interface ClassRules {
  readonly again: (term: Term) => readonly CharSet[]
  readonly nullable: (term: Term) => boolean
}

function classesOf(term: Term, rules: ClassRules): readonly CharSet[] {
  switch (term.kind) {
    case 'set':
      return [term.set, complement(term.set)].filter((set) => set.length > 0)
    case 'empty':
      return [EVERY_CHAR]
    case 'sequence':
      return rules.nullable(term.first)
        ? refine([rules.again(term.first), rules.again(term.rest)])
        : rules.again(term.first)
    case 'either':
    case 'both':
      return refine(term.parts.map((part) => rules.again(part)))
    case 'not':
    case 'repeat':
      return rules.again(term.part)
    case 'named':
      return rules.again(term.definition())
  }
}

function refine(partitions: readonly (readonly CharSet[])[]): readonly CharSet[] {
  return partitions.reduce((left, right) => {
    if (left.length === 1) return right
    if (right.length === 1 || left === right) return left
    return left.flatMap((a) => right.map((b) => intersect(a, b))).filter((set) => set.length > 0)
  })
}

interface DeriveRules {
  readonly terms: Terms
  readonly nullable: (term: Term) => boolean
  readonly after: (term: Term, point: number) => Term
}

function derive(term: Term, point: number, rules: DeriveRules): Term {
  const { terms, after } = rules
  switch (term.kind) {
    case 'set':
      return hasPoint(term.set, point) ? terms.empty : terms.nothing
    case 'empty':
      return terms.nothing
    case 'sequence': {
      const taken = terms.sequence(after(term.first, point), term.rest)
      return rules.nullable(term.first) ? terms.either([taken, after(term.rest, point)]) : taken
    }
    case 'either':
      return terms.either(term.parts.map((part) => after(part, point)))
    case 'both':
      return terms.both(term.parts.map((part) => after(part, point)))
    case 'not':
      return terms.not(after(term.part, point))
    case 'repeat': {
      const left = terms.repeat(term.part, Math.max(0, term.min - 1), term.max - 1)
      return terms.sequence(after(term.part, point), left)
    }
    case 'named':
      return after(term, point)
  }
}
