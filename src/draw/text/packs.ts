import type { Bounds, Fragment } from './tricky-text.ts'

/** Longer fragments stay alone, in UTF-16 units: they would fill a text. */
const LONGEST_IN_PACK = 60

/**
 * Lists of fragments that fit into one text, each fragment in one list. One request then shows a server that changes any of them. Short fragments
 * only; the list starts with the fragment at the index `from`.
 */
export function packsOf(fragments: readonly Fragment[], bounds: Bounds, from = 0): readonly (readonly string[])[] {
  const room = Math.min(bounds.max, bounds.units ?? Infinity)
  const packs: string[][] = []
  let left = 0
  for (const { text } of [...fragments.slice(from), ...fragments.slice(0, from)]) {
    if (text.length > Math.min(room, LONGEST_IN_PACK)) continue
    if (text.length > left) {
      packs.push([])
      left = room
    }
    packs.at(-1)?.push(text)
    left -= text.length
  }
  return packs
}
