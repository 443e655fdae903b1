import type { Automaton, Edge } from '../text/automaton.ts'

/** The possible lengths of texts in an automaton. */
export interface TextLengths {
  /** True if the language has a text of this length. */
  has(length: number): boolean
  /** The edges of a state after which exactly `left` more characters end a text. */
  edges(state: number, left: number): readonly Edge[]
}

/** The possible lengths of an automaton, computed on request. */
export function textLengths(automaton: Automaton): TextLengths {
  const tables: Uint8Array[] = [Uint8Array.from(automaton.accepting, (accepts) => (accepts ? 1 : 0))]
  const table = (left: number): Uint8Array => {
    for (let length = tables.length; length <= left; length += 1) tables.push(nextTable(automaton, tables[length - 1]))
    return tables[left] ?? new Uint8Array()
  }
  const known = new Map<number, readonly Edge[]>()
  return {
    has: (length) => automaton.edges.length > 0 && table(length)[0] === 1,
    edges: (state, left) => {
      const key = left * automaton.edges.length + state
      const found = known.get(key)
      if (found !== undefined) return found
      const ends = table(left)
      const edges = (automaton.edges[state] ?? []).filter(({ to }) => ends[to] === 1)
      known.set(key, edges)
      return edges
    },
  }
}

function nextTable(automaton: Automaton, last: Uint8Array | undefined): Uint8Array {
  return Uint8Array.from(automaton.edges, (edges) => (edges.some(({ to }) => last?.[to] === 1) ? 1 : 0))
}

const SPAN = 16
const LONGEST = 4096

/** Lengths to draw from, ascending: the shortest lengths, and a moderate greatest length. Empty if no text fits. */
export function drawnLengths(
  automaton: Automaton,
  lengths: TextLengths,
  bounds: { min: number; max: number },
): number[] {
  const shortest = automaton.shortest[0]
  if (shortest === undefined) return []
  const from = Math.max(bounds.min, shortest)
  // Lengths of a regular language repeat, so no new length follows.
  const last = Math.min(bounds.max, from + SPAN + 2 * automaton.edges.length)
  const found: number[] = []
  for (let length = from; length <= last; length += 1) {
    if (lengths.has(length)) found.push(length)
    if (found.length > SPAN || (found.length > 0 && length >= from + SPAN)) break
  }
  const greatest = found.at(-1)
  if (greatest === undefined || bounds.max <= greatest || bounds.max > LONGEST) return found
  return lengths.has(bounds.max) ? [...found, bounds.max] : found
}
