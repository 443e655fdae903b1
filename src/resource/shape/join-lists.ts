import type { ApiDocument } from '../../document/api-document.ts'
import { answerShape } from './body-schema.ts'
import { arrayIn } from './array-in.ts'
import type { Candidate, PathNode } from './candidate.ts'
import { lastLiteral, parametersOf } from './path-shape.ts'
import { isSameSchema } from './similarity.ts'
import { unwrap } from './wrap.ts'
import { memberName, plainName } from '../../words/words.ts'

/**
 * Gives each item whose path has parameters alone the list of its members, as in `GET /_indices` beside `/{index}`. It is the only GET of an
 * array of the item's schema, at a path with the plural of its name and without parameters. The items have the property of the key.
 */
export function joinLists(
  document: ApiDocument,
  candidates: readonly Candidate[],
  nodes: Iterable<PathNode>,
): readonly Candidate[] {
  const free = [...nodes].filter(({ parts, methods }) => methods.has('GET') && parametersOf(parts).length === 0)
  return candidates.map((candidate) => {
    const { parts, collection } = candidate
    if (parts.length > 0 || collection?.methods.has('GET') === true) return candidate
    const [found, ...others] = free.filter((node) => isListOf(document, candidate, node))
    const get = found?.methods.get('GET')
    if (found === undefined || get === undefined || others.length > 0) return candidate
    const methods = new Map([...(collection?.methods ?? []), ['GET', get] as const])
    return { ...candidate, parts: found.parts, collection: { ...(collection ?? found), methods } }
  })
}

function isListOf(document: ApiDocument, { name, keys, item }: Candidate, { parts, methods }: PathNode): boolean {
  const array = arrayIn(document, answerShape(document, methods.get('GET')))
  const [key, ...others] = keys
  if (array === undefined || key === undefined || others.length > 0) return false
  const shown = unwrap(document, answerShape(document, item?.methods.get('GET')), name).shape
  const isNamed = plainName(memberName(lastLiteral(parts) ?? '')) === plainName(name)
  return isNamed && array.items.properties.has(key) && isSameSchema(array.items, shown)
}
