import type { ApiDocument } from '../../document/api-document.ts'
import { arrayIn } from './array-in.ts'
import { answerShape } from './body-schema.ts'
import type { Candidate, PathNode } from './candidate.ts'
import { lastLiteral, parametersOf } from './path-shape.ts'
import type { SchemaShape } from './schema-shape.ts'
import { isSameSchema } from './similarity.ts'
import { unwrap } from './wrap.ts'

/**
 * Makes one candidate of two that have halves of the operations on one member: `/products/{productId}/variants` with `DELETE
 * /products/{productId}/variants/{variantId}`, and `/variants/{variantId}` with a read and an update. Both call the key by one name, and answer
 * one schema of the document.
 */
export function joinHalves(
  document: ApiDocument,
  candidates: readonly Candidate[],
  nodes: Iterable<PathNode>,
): readonly Candidate[] {
  const all = [...nodes]
  const joined = new Map<Candidate, Candidate>()
  const gone = new Set<Candidate>()
  for (const shallow of candidates.filter(lacksCollection)) {
    const found = candidates.filter(
      (deep) => deep !== shallow && !joined.has(deep) && isHalf(document, { shallow, deep }),
    )
    const [deep, ...others] = found
    const item = deep === undefined || others.length > 0 ? undefined : itemOf({ shallow, deep }, all)
    if (deep === undefined || item === undefined) continue
    joined.set(deep, { ...deep, item })
    gone.add(shallow)
  }
  return candidates.flatMap((candidate) => (gone.has(candidate) ? [] : [joined.get(candidate) ?? candidate]))
}

interface Halves {
  /** The half whose path has no parent. */
  readonly shallow: Candidate
  /** The half below a parent, with a create. */
  readonly deep: Candidate
}

function lacksCollection({ collection, item, keys }: Candidate): boolean {
  return collection === undefined && item?.methods.has('POST') === false && keys.length > 0
}

function isHalf(document: ApiDocument, { shallow, deep }: Halves): boolean {
  const isOfOne =
    lastLiteral(shallow.parts) === lastLiteral(deep.parts) &&
    shallow.keys.join('/') === deep.keys.join('/') &&
    parametersOf(shallow.parts).every((parameter) => parametersOf(deep.parts).includes(parameter)) &&
    parametersOf(shallow.parts).length < parametersOf(deep.parts).length
  if (!isOfOne || deep.collection?.methods.has('POST') !== true || deep.item === undefined) return false
  const [one, other] = [shallow, deep].map(({ item }) => [...(item?.methods.keys() ?? [])])
  // Two halves with a read each may show a member in two ways.
  if (one?.some((method) => other?.includes(method) === true) !== false) return false
  const shapes = [shownBy(document, shallow), shownBy(document, deep)]
  return shapes[0]?.some((left) => shapes[1]?.some((right) => isSameSchema(left, right)) === true) === true
}

/** The members that the operations of a candidate answer. */
function shownBy(document: ApiDocument, { name, collection, item }: Candidate): readonly SchemaShape[] {
  const operations = [...(item?.methods.values() ?? []), ...(collection?.methods.values() ?? [])]
  return operations.flatMap((operation) => {
    const answer = answerShape(document, operation)
    return [unwrap(document, answer, name).shape, arrayIn(document, answer)?.items ?? []].flat()
  })
}

/** The operations of both halves, at the path below which other paths stand. Undefined where they stand below both. */
function itemOf({ shallow, deep }: Halves, nodes: readonly PathNode[]): PathNode | undefined {
  const [own, other] = [shallow.item, deep.item]
  if (own === undefined || other === undefined) return undefined
  const isAbove = ({ shape }: PathNode): boolean => nodes.some((node) => node.shape.startsWith(`${shape}/`))
  if (isAbove(own) && isAbove(other)) return undefined
  const methods = new Map([...own.methods, ...other.methods])
  return { ...(isAbove(other) ? other : own), methods }
}
