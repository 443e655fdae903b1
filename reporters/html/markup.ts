import { plainLines, plainText } from '../text/plain-text.ts'

/** HTML text in which all foreign text is escaped. Only `html` and `preformatted` make it. */
export interface Markup {
  readonly markup: string
}

/** A value of a template: markup stays, text is escaped, undefined leaves nothing. */
export type Value = Markup | string | number | undefined | readonly Value[]

/** Fills a template of HTML. Text is made safe to print, and escaped for element content and for attributes in double quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return {
    markup: flush(strings)
      .map((text, index) => text + render(values[index]))
      .join(''),
  }
}

const flushed = new WeakMap<TemplateStringsArray, readonly string[]>()

/** The texts of a template without their indentation, which would be a third of a page. */
function flush(strings: TemplateStringsArray): readonly string[] {
  const known = flushed.get(strings)
  if (known !== undefined) return known
  const texts = strings.map((text) => text.replaceAll(/\n\s+/g, '\n'))
  flushed.set(strings, texts)
  return texts
}

/** Text of several lines, for a `pre` element. */
export function preformatted(text: string): Markup {
  return { markup: plainLines(text).map(escape).join('\n') }
}

function render(value: Value): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return escape(plainText(value))
  if (typeof value === 'number') return String(value)
  return 'markup' in value ? value.markup : value.map(render).join('')
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '')
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
