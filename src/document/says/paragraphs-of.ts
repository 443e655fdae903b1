/** The paragraphs and the items of lists of a longer text, each on one line. */
export function paragraphsOf(text: string | undefined): readonly string[] {
  const parts = (text ?? '').split(/\n\s*\n|\n\s*(?:[-*+]|\d+[.)])\s+/)
  return parts.map((part) => part.replaceAll(/\s+/g, ' ').trim()).filter((part) => part !== '')
}
