import { sureIf } from '../fact.ts'
import type { Fact, Link, Pointer } from '../model.ts'
import { lastLiteral } from '../shape/path-shape.ts'
import { shapeAt } from '../shape/shape-at.ts'
import type { Subject } from '../shape/subject.ts'
import { hasPathOf } from '../shape/has-path-of.ts'

/** The usual places of a path or URL by which a member names itself, by falling weight. */
const PLACES: readonly Pointer[] = [
  '/name',
  '/resourceName',
  '/selfLink',
  '/self',
  '/_links/self/href',
  '/links/self',
  '/links/self/href',
  '/@odata.id',
  '/@id',
  '/resource_uri',
  '/href',
  '/uri',
  '/url',
]

/**
 * The place where a member names itself by a path or URL, such as `publishers/7/books/12`, for a member whose key stands nowhere alone. It is sure
 * where an example or a pattern of the property has that form.
 */
export function inferLink({ document, member, candidate }: Subject): Fact<Link> | undefined {
  const literal = lastLiteral(candidate.parts)
  if (literal === undefined || candidate.keys.length === 0 || candidate.item === undefined) return undefined
  const end = [literal, ...candidate.keys.map((key) => `{${key}}`)].join('/')
  const found = PLACES.flatMap((at): readonly Fact<Link>[] => {
    const shape = shapeAt(document, member, at)
    if (shape === undefined || (shape.types.length > 0 && !shape.types.includes('string'))) return []
    const isSure = hasPathOf(end, shape)
    if (!isSure && at === '/name' && shape.keywords['readOnly'] !== true) return []
    return [sureIf(isSure, { at, path: end }, `a member names itself by a path at ${at}`)]
  })
  return found.find(({ certainty }) => certainty === 'sure') ?? found[0]
}
