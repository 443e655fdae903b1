import type { TextShape } from '../shapes/shape.ts'
import type { Edge } from '../text/automaton.ts'
import { pointAt, sizeOf } from '../text/char-set.ts'
import { type Texts, textsOf } from './text-generator.ts'

/** All texts of a shape; undefined if more than `limit`. */
export function listTexts(shape: TextShape, limit: number): string[] | undefined {
  return textsUpTo(textsOf(shape), limit)?.toSorted((a, b) => a.localeCompare(b))
}

function textsUpTo({ automaton, excluded, drawn, shape }: Texts, limit: number): string[] | undefined {
  if (drawn.length === 0) return []
  const found: string[] = []
  let frontier: { readonly text: string; readonly state: number }[] = [{ text: '', state: 0 }]
  for (let length = 0; frontier.length > 0 && length <= shape.maxLength; length += 1) {
    if (frontier.length > limit || length > limit) return undefined
    for (const { text, state } of frontier) {
      if (automaton.accepting[state] && length >= shape.minLength && !excluded.has(text)) found.push(text)
    }
    if (found.length > limit) return undefined
    if (length < shape.maxLength)
      frontier = frontier.flatMap(({ text, state }) => spread(automaton.edges[state] ?? [], text, limit))
  }
  return found
}

function spread(edges: readonly Edge[], text: string, limit: number): { text: string; state: number }[] {
  return edges.flatMap(({ set, to }) =>
    Array.from({ length: Math.min(sizeOf(set), limit + 1) }, (_, rank) => ({
      text: text + String.fromCodePoint(pointAt(set, rank)),
      state: to,
    })),
  )
}
