import type { Evidence } from '../../src/secrets/evidence.ts'
import type { AnsweredKey } from './answered-keys.ts'
import { quote } from './quote.ts'

/** The headers of a condition, and the header of an answer that has their value. */
const TOLD_BY: Readonly<Record<string, string>> = {
  'if-match': 'etag',
  'if-none-match': 'etag',
  'if-modified-since': 'last-modified',
  'if-unmodified-since': 'last-modified',
}

/**
 * The values of conditions by the requests whose answers tell them, of requests in the order of sending. Another run gets another ETag. A request
 * whose answer tells a key has no other variable.
 */
export function answeredTags(
  sent: readonly Evidence[],
  keys: ReadonlyMap<Evidence, AnsweredKey>,
): ReadonlyMap<Evidence, AnsweredKey> {
  const tags = new Map<Evidence, AnsweredKey>()
  const told = new Set<string>()
  for (const [index, { request }] of sent.entries()) {
    for (const [name, segment] of Object.entries(request.headers)) {
      const header = TOLD_BY[name.toLowerCase()]
      if (header === undefined || told.has(segment) || !isPlain(segment)) continue
      const teller = sent
        .slice(0, index)
        .findLast((one) => headerIn(one, header) === segment && !keys.has(one) && !tags.has(one))
      if (teller === undefined) continue
      told.add(segment)
      const variable = `${header === 'etag' ? 'etag' : 'modified'}${tags.size === 0 ? '' : tags.size + 1}`
      tags.set(teller, { variable, segment, header, taken: { from: 'headers', by: `sed -n ${quote(bySed(header))}` } })
    }
  }
  return tags
}

/** A value on one line, as it came. */
function isPlain(value: string): boolean {
  return value !== '' && !value.startsWith('<') && !value.includes(', "')
}

function headerIn({ response }: Evidence, wanted: string): string | undefined {
  return Object.entries(response?.headers ?? {}).find(([name]) => name.toLowerCase() === wanted)?.[1]
}

/** The value of a header in any case of its name, without the space around it. */
function bySed(header: string): string {
  const name = header.replaceAll(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`)
  return String.raw`s/^${name}:[[:space:]]*\(.*[^[:space:]]\)[[:space:]]*$/\1/p`
}
