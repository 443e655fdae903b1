import { percentDecoded } from '../../source/percent-decoded.ts'

/**
 * The values of the parameters in a path or URL that ends as a template does.
 * @param template a path such as `books/{book}`, with or without a slash before it
 */
export function valuesInLink(link: string | undefined, template: string): readonly string[] | undefined {
  if (link === undefined || !URL.canParse(link, 'http://target.invalid')) return undefined
  const segments = new URL(link, 'http://target.invalid').pathname.split('/').filter((part) => part !== '')
  const parts = template.split('/').filter((part) => part !== '')
  const last = segments.slice(-parts.length)
  if (last.length !== parts.length) return undefined
  const values: string[] = []
  for (const [index, part] of parts.entries()) {
    const segment = last[index] ?? ''
    const found = patternOf(part).exec(segment)
    if (found === null) return undefined
    values.push(...found.slice(1).map(percentDecoded))
  }
  return values.length === 0 ? undefined : values
}

/** A part of a template as a pattern: a parameter is alone, or it is a key in parentheses. */
function patternOf(part: string): RegExp {
  const isKeyed = /^(?:\{[^{}]+\}|[^{}()]+\(.+\))$/.test(part)
  const literals = isKeyed ? part.split(/\{[^{}]+\}/) : [part]
  return new RegExp(
    `^${literals.map((text) => text.replaceAll(/[.*+?^$()|[\]\\{}]/g, String.raw`\$&`)).join('([^/]*)')}$`,
  )
}
