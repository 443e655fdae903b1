import { type CharSet, hasPoint, union } from './char-set.ts'
import { createDerivatives, type Derivatives } from './derivative.ts'
import { UnsupportedPattern } from './pattern.ts'
import type { Term, Terms } from './term.ts'

/** A transition to a state for each character of a set. */
export interface Edge {
  readonly set: CharSet
  readonly to: number
}

/** A deterministic automaton without dead ends: every state can reach the end of a text. State 0 is the start. */
export interface Automaton {
  /** The edges of each state; empty for the empty language. */
  readonly edges: readonly (readonly Edge[])[]
  readonly accepting: readonly boolean[]
  /** The least number of characters from each state to the end of a text. */
  readonly shortest: readonly number[]
}

const MAX_STATES = 10_000

/**
 * The automaton of a language.
 * @throws UnsupportedPattern if the language needs too many states.
 */
export function automatonOf(terms: Terms, language: Term): Automaton {
  return withoutDeadEnds(explore(createDerivatives(terms), language, terms.nothing))
}

interface Explored {
  readonly edges: Edge[][]
  readonly accepting: boolean[]
}

function explore(derivatives: Derivatives, language: Term, nothing: Term): Explored {
  const states = new Map<Term, number>([[language, 0]])
  const queue = [language]
  const edges: Edge[][] = []
  const accepting: boolean[] = []
  for (const term of queue) {
    const targets = new Map<number, CharSet[]>()
    for (const set of derivatives.classes(term)) {
      const after = derivatives.after(term, set[0] ?? 0)
      if (after === nothing) continue
      const to = states.get(after) ?? states.size
      if (to === states.size) {
        states.set(after, to)
        queue.push(after)
      }
      targets.set(to, [...(targets.get(to) ?? []), set])
    }
    if (states.size > MAX_STATES) throw new UnsupportedPattern(`more than ${MAX_STATES} states`)
    edges.push([...targets].map(([to, sets]) => ({ to, set: sets.length === 1 ? (sets[0] ?? []) : union(...sets) })))
    accepting.push(derivatives.nullable(term))
  }
  return { edges, accepting }
}

function withoutDeadEnds({ edges, accepting }: Explored): Automaton {
  const distances = distancesToEnd({ edges, accepting })
  const kept = edges.map((_, state) => state).filter((state) => distances[state] !== Infinity)
  if (distances[0] === Infinity) return { edges: [], accepting: [], shortest: [] }
  const renamed = new Map(kept.map((state, index) => [state, index]))
  const keptEdges = kept.map((state) =>
    (edges[state] ?? []).flatMap(({ set, to }) => {
      const target = renamed.get(to)
      return target === undefined ? [] : [{ set, to: target }]
    }),
  )
  return {
    edges: keptEdges,
    accepting: kept.map((state) => accepting[state] ?? false),
    shortest: kept.map((state) => distances[state] ?? Infinity),
  }
}

function distancesToEnd({ edges, accepting }: Explored): number[] {
  const sources: number[][] = edges.map(() => [])
  for (const [from, outgoing] of edges.entries()) for (const { to } of outgoing) sources[to]?.push(from)
  const distances = accepting.map((ends) => (ends ? 0 : Infinity))
  const queue = accepting.flatMap((ends, state) => (ends ? [state] : []))
  for (const state of queue) {
    for (const source of sources[state] ?? []) {
      if (distances[source] !== Infinity) continue
      distances[source] = (distances[state] ?? 0) + 1
      queue.push(source)
    }
  }
  return distances
}

/** True if the text is in the language. */
export function accepts(automaton: Automaton, text: string): boolean {
  let state = 0
  for (const char of text) {
    const next = automaton.edges[state]?.find(({ set }) => hasPoint(set, char.codePointAt(0) ?? 0))
    if (next === undefined) return false
    state = next.to
  }
  return automaton.accepting[state] ?? false
}
