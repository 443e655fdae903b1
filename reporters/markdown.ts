/** Renders a Markdown table. Cells must be escaped by the caller. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Renders an id as code in a cell of a table; the id of a row may hold a line end. */
export function code(text: string): string {
  return `\`${text.replaceAll('\n', String.raw`\n`).replaceAll('|', String.raw`\|`)}\``
}

/** Escapes text for a cell of a table, so that it starts no markup and stays on its line. */
export function escaped(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_~[\]<>|&]/g, String.raw`\$&`)
}

/** Renders a link in a cell of a table. */
export function link(text: string, url: string): string {
  const safe = url.replaceAll(
    /[\s()<>|\\`]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
  return `[${escaped(text)}](${safe})`
}
