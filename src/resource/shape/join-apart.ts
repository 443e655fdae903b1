import type { ApiDocument } from '../../document/api-document.ts'
import { answerShape, documents } from './body-schema.ts'
import type { Candidate, PathNode } from './candidate.ts'
import { lastLiteral, parametersOf, shapeOf } from './path-shape.ts'
import { isSameSchema } from './similarity.ts'
import { unwrap } from './wrap.ts'

/**
 * Gives each item without a create the collection that creates it, where that stands at another path with the same last word: `POST
 * /boards/{boardId}/cards` beside `/cards/{cardId}`, or `POST /user/repos` beside `/repos/{owner}/{repo}`.
 */
export function joinApart(
  document: ApiDocument,
  candidates: readonly Candidate[],
  nodes: Iterable<PathNode>,
): readonly Candidate[] {
  const own = new Set(candidates.map(({ parts }) => shapeOf(parts)))
  const free = [...nodes].filter(({ shape, methods }) => methods.has('POST') && !own.has(shape))
  return candidates.map((candidate) => {
    const apart = isCreated(candidate) ? undefined : creatorOf(document, candidate, free)
    if (apart === undefined) return candidate
    const methods = new Map([...(candidate.collection?.methods ?? []), ...apart.methods])
    return { ...candidate, parts: apart.parts, collection: { ...apart, methods } }
  })
}

/** True for an item that a POST or a PUT creates. */
export function isCreated({ collection, item }: Candidate): boolean {
  const isMadeByPut = documents(item?.methods.get('PUT'), 201)
  return collection?.methods.has('POST') === true || item?.methods.has('POST') === true || isMadeByPut
}

/** The path that makes members of the item, as their schema tells: the one with the fewest parameters. */
function creatorOf(
  document: ApiDocument,
  { name, parts, item }: Candidate,
  free: readonly PathNode[],
): PathNode | undefined {
  const shown = unwrap(document, answerShape(document, item?.methods.get('GET')), name).shape
  const above = parametersOf(parts)
  const found = free
    .filter((node) => {
      const last = node.parts.at(-1)
      const isNamed = last !== undefined && 'literal' in last && last.literal === lastLiteral(parts)
      const made = unwrap(document, answerShape(document, node.methods.get('POST')), name).shape
      return isNamed && above.every((parameter) => parametersIn(node).includes(parameter)) && isSameSchema(made, shown)
    })
    .toSorted((left, right) => parametersIn(left).length - parametersIn(right).length)
  const [first, second] = found
  const isClear =
    first !== undefined && (second === undefined || parametersIn(second).length > parametersIn(first).length)
  return isClear ? first : undefined
}

function parametersIn({ parts }: PathNode): readonly string[] {
  return parametersOf(parts)
}
