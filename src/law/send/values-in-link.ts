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
    if (/^\{[^{}]+\}$/.test(part)) values.push(percentDecoded(segment))
    else if (part !== segment) return undefined
  }
  return values.length === 0 ? undefined : values
}
