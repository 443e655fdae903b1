/** The place of an index of a text, from 1:1 on. Columns count UTF-16 units. */
export function lineAndColumn(text: string, index: number): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, index).split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}
