import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import { arrayIn } from './array-in.ts'
import { answerShape, requestShape } from './body-schema.ts'
import type { PathNode } from './candidate.ts'
import { parametersOf, shapeOf } from './path-shape.ts'
import { camelCase, memberName, plainName, wordsOf } from '../../words/words.ts'

/** Parameters that take the rest of any path. */
const REST =
  /^(?:(?:full|sub|any|request|file|resource)?(?:path|url|uri|route)|rest|any|all|proxy|wildcard|catchall|splat)$/

/** Words of an operation that hands each request on. */
const HANDS_ON = /\b(?:prox(?:y|ies|ied)|forwards?|forwarded|relays?|catch[- ]?all|pass(?:es)?[- ]?through)\b/i

/**
 * True where a path of parameters alone, such as `/{db}` or `/{owner}/{repo}`, names members. The document must describe their bodies and
 * write them: a path that hands each request on to another server describes nothing.
 */
export function namesMembers(document: ApiDocument, { parts, methods }: PathNode): boolean {
  const operations = [...methods.values()]
  if (!['PUT', 'PATCH', 'DELETE'].some((method) => methods.has(method))) return false
  if (parametersOf(parts).some((parameter) => REST.test(plainName(parameter)))) return false
  if (operations.some(({ id, description = '' }) => HANDS_ON.test(`${wordsOf(id).join(' ')} ${description}`)))
    return false
  return operations.some((operation) => isDescribed(document, operation))
}

function isDescribed(document: ApiDocument, operation: ApiOperation): boolean {
  const answer = answerShape(document, operation)
  return [answer, arrayIn(document, answer)?.items, requestShape(document, operation)].some(
    (shape) => (shape?.properties.size ?? 0) > 0,
  )
}

/** True for a path of a member that can be made and removed: a parameter behind it names a member below that one. */
export function isMadeAndRemoved(node: PathNode | undefined, nodes: ReadonlyMap<string, PathNode>): boolean {
  if (node?.methods.has('DELETE') !== true) return false
  const above = nodes.get(shapeOf(node.parts.slice(0, -1)))
  return node.methods.has('PUT') || above?.methods.has('POST') === true
}

/** Last words of a parameter which tell that it is a key. */
const KEYS: ReadonlySet<string> = new Set(['id', 'key', 'name', 'uuid', 'guid', 'slug', 'pk', 'number', 'ref'])

/** The name of a member after the parameter of its path: `{db}` is `db`, and `{docid}` is `doc`. A plain `{id}` is named by its operations. */
export function nameByParameter(parameter: string, { methods }: PathNode): string {
  const words = wordsOf(parameter.replace(/^([a-z]{3,})id$/, '$1_id'))
  const own = words.filter((word, index) => index < words.length - 1 || !KEYS.has(word))
  if (own.length > 0) return camelCase(own)
  const [operation] = methods.values()
  const [tag] = operation?.tags ?? []
  return memberName(tag ?? subjectOf(operation?.id ?? ''))
}

/** `getUserById` is about `User`. An id that is the method and the path is about nothing. */
function subjectOf(id: string): string {
  if (id.includes('/')) return ''
  const [, ...words] = wordsOf(id)
  const by = words.indexOf('by')
  return words.slice(0, by === -1 ? undefined : by).join(' ')
}
