/** The sentences of a description. */
export function sentencesOf(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(/(?<=[.;!?])\s+/)
}
