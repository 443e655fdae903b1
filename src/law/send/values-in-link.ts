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
    const found = valuesIn(last[index] ?? '', part)
    if (found === undefined) return undefined
    values.push(...found.map(percentDecoded))
  }
  return values.length === 0 ? undefined : values
}

/** The values in a segment of a path by its part of a template: a parameter is alone, or it is a key in parentheses. */
function valuesIn(segment: string, part: string): readonly string[] | undefined {
  const isKeyed = /^(?:\{[^{}]+\}|[^{}()]+\(.+\))$/.test(part)
  const [first = '', ...others] = isKeyed ? part.split(/\{[^{}]+\}/) : [part]
  const last = others.pop()
  if (last === undefined) return segment === first ? [] : undefined
  if (!segment.startsWith(first) || !segment.endsWith(last)) return undefined
  const values: string[] = []
  // From the end, so that each text between two values is looked for once; a pattern would try all places of all of them.
  let end = segment.length - last.length
  for (const between of others.toReversed()) {
    const at = segment.slice(0, end).lastIndexOf(between)
    if (at < first.length) return undefined
    values.unshift(segment.slice(at + between.length, end))
    end = at
  }
  return end < first.length ? undefined : [segment.slice(first.length, end), ...values]
}
