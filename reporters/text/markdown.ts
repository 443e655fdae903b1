import { shortPlainText } from './plain-text.ts'

/** Renders a Markdown table. Cells must be escaped by the caller. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Renders an id as code in a cell of a table; the id of a row may hold a line end. */
export function code(text: string): string {
  return `\`${text.replaceAll('\n', String.raw`\n`).replaceAll('|', String.raw`\|`)}\``
}

/** The longest text of a code, in characters. */
const LONGEST = 500

/**
 * Renders text as code in a line or a cell, cut to 500 characters. The code is a span in backticks, which needs no escapes. It is HTML
 * where the text could end the span or the cell. GitHub makes no mentions or links within code.
 */
export function codeSpan(text: string): string {
  const shown = shortPlainText(text, LONGEST)
  if (shown === '') return ''
  return /[`|<>&]|^ | $/.test(shown) ? `<code>${inertMarkdown(shown)}</code>` : `\`${shown}\``
}

/** Renders text as code within HTML, where no Markdown is read, cut to 500 characters. */
export function htmlCode(text: string): string {
  const shown = inertHtml(shortPlainText(text, LONGEST))
  return shown === '' ? '' : `<code>${shown}</code>`
}

/** Text without line ends, in which Markdown characters are character references, so that no markup starts. */
function inertMarkdown(text: string): string {
  return text.replaceAll(/[!"#$&'()*:<>@[\\\]^_`{|}~]|(?<=www)\./gi, referTo)
}

/**
 * Text for a block of HTML, where no Markdown is read. The characters of markup, of mentions and of links to issues become references.
 */
export function inertHtml(text: string): string {
  return text.replaceAll(/[#&<>@]/g, referTo)
}

function referTo(character: string): string {
  return `&#${character.charCodeAt(0)};`
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
