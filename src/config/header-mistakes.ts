import { isObject } from '../json/pointer.ts'
import type { Mistake } from '../source/mistake.ts'
import type { YamlSource } from '../source/yaml-source.ts'

/** The headers and tokens of a configuration that HTTP has no form for. No message shows a value, since it may be a credential. */
export function headerMistakes(raw: Record<string, unknown>, source: YamlSource): readonly Mistake[] {
  const ofPrincipals = isObject(raw['principals']) ? Object.entries(raw['principals']) : []
  return [
    ...mistakesIn(raw['headers'], ['headers'], source),
    ...ofPrincipals.flatMap(([name, credentials]) =>
      isObject(credentials)
        ? [
            ...mistakesIn(credentials['headers'], ['principals', name, 'headers'], source),
            ...tokenMistakes(credentials['bearer'], ['principals', name, 'bearer'], source),
          ]
        : [],
    ),
  ]
}

function mistakesIn(headers: unknown, path: readonly string[], source: YamlSource): readonly Mistake[] {
  if (!isObject(headers)) return []
  return Object.entries(headers).flatMap(([name, value]): readonly Mistake[] => {
    const at = [...path, name]
    if (!NAME.test(name))
      return [
        {
          message: `"${name}" is no name of a header: it has letters, digits and hyphens`,
          at: source.locate(at, 'key'),
        },
      ]
    if (FRAMING.has(name.toLowerCase()))
      return [
        {
          message: `the header "${name}" belongs to the connection, and each request has its own; remove it`,
          at: source.locate(at, 'key'),
        },
      ]
    if (typeof value !== 'string' || VALUE.test(value)) return []
    return [{ message: `the header "${name}" ${UNSENDABLE}`, at: source.locate(at) }]
  })
}

function tokenMistakes(token: unknown, path: readonly string[], source: YamlSource): readonly Mistake[] {
  if (typeof token !== 'string' || VALUE.test(token)) return []
  return [{ message: `the token ${UNSENDABLE}`, at: source.locate(path) }]
}

const UNSENDABLE = 'has a line break or another character that HTTP does not send; remove it'

/** Headers that say how the bytes of a message are to be read, or what becomes of the connection. */
const FRAMING = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'expect',
  'te',
  'trailer',
])

/** A token of RFC 9110, and a value of visible characters, blanks and tabs. */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/
const VALUE = /^[\t\u0020-\u007E\u0080-\u00FF]*$/
