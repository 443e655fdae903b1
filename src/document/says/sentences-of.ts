/** The sentences of a description. */
export function sentencesOf(text: string | undefined): readonly string[] {
  if (text === undefined) return []
  const ends = [...text.matchAll(ENDS)].map(({ index, 0: end }) => ({ at: index + 1, next: index + end.length }))
  return [...ends, { at: text.length, next: text.length }].map(({ at }, index) =>
    text.slice(ends[index - 1]?.next ?? 0, at),
  )
}

/** An end with the blanks behind it. A search for this is several times as fast as a split by blanks with a look behind. */
const ENDS = /[.;!?]\s+/g
