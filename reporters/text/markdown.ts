import { shortPlainText } from './plain-text.ts'

/** Renders a Markdown table. Cells must be escaped by the caller. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Renders an id as code in a cell of a table; the id of a row may hold a line end. */
export function code(text: string): string {
  return `\`${text.replaceAll('\n', String.raw`\n`).replaceAll('|', String.raw`\|`)}\``
}

/** The longest text of `htmlCode`, in characters. */
const LONGEST = 500

/** Renders text as HTML code, cut to 500 characters. GitHub makes no mentions or links within `code`. */
export function htmlCode(text: string): string {
  const shown = inertMarkdown(shortPlainText(text, LONGEST))
  return shown === '' ? '' : `<code>${shown}</code>`
}

/** Text without line ends, in which Markdown characters are character references, so that no markup starts. */
export function inertMarkdown(text: string): string {
  return text.replaceAll(/[!"#$&'()*:<>@[\\\]^_`{|}~]|(?<=www)\./gi, (character) => `&#${character.charCodeAt(0)};`)
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
