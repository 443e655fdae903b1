import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import { answerShape } from './body-schema.ts'
import { arrayIn } from './array-in.ts'
import type { Candidate, PathNode } from './candidate.ts'
import { joinApart } from './join-apart.ts'
import { joinCreates } from './join-creates.ts'
import { joinLists } from './join-lists.ts'
import { joinHalves } from './join-halves.ts'
import { keyOfListedAlone } from './listed-alone.ts'
import { isMadeAndRemoved, nameByParameter, namesMembers } from './names-by-parameter.ts'
import { lastLiteral, type PathPart, pathShape, shapeOf } from './path-shape.ts'
import { memberName, plainName, wordsOf } from '../../words/words.ts'

/** The collections with items, and the paths that may be singletons, the outermost first. */
export function findCandidates(document: ApiDocument): readonly Candidate[] {
  const nodes = toNodes(document)
  const own = [...nodes.values()].flatMap((node) => withItem(document, nodes, node))
  const apart = joinApart(document, joinHalves(document, own, nodes.values()), nodes.values())
  const items = joinLists(document, joinCreates(document, apart, nodes.values()), nodes.values())
  const taken = new Set<string>()
  const collections = items
    .toSorted((left, right) => left.keys.length - right.keys.length)
    .map((candidate) => {
      const shape = shapeOf(candidate.parts)
      const { collection: _, ...rest } = candidate
      // A collection belongs to its shortest item. A longer path below it is a resource without a list of its own.
      const isTaken = taken.has(shape)
      taken.add(shape)
      return isTaken ? rest : candidate
    })
  const singles = [...nodes.values()].filter(({ shape, parts }) => !taken.has(shape) && isLiteral(parts.at(-1)))
  return [...collections, ...singles.map((node) => single(document, node))].toSorted(
    (left, right) => left.parts.length - right.parts.length,
  )
}

/** A collection whose members have no path, or a path that may be a singleton. */
function single(document: ApiDocument, node: PathNode): Candidate {
  const { parts } = node
  const name = nameOf(parts)
  const key = keyOfListedAlone(document, node, name)
  return key === undefined ? { name, parts, keys: [], item: node } : { name, parts, keys: [key], collection: node }
}

function toNodes({ operations }: ApiDocument): ReadonlyMap<string, PathNode> {
  const nodes = new Map<string, { parts: readonly PathPart[]; shape: string; methods: Map<string, ApiOperation> }>()
  for (const operation of operations) {
    const { parts, shape } = pathShape(operation.path)
    const node = nodes.get(shape) ?? { parts, shape, methods: new Map<string, ApiOperation>() }
    // `/groups/{id}` and `/groups/{name}` are one path by its shape, and name members by different values.
    if (!node.methods.has(operation.method) && isSameEnd(node.parts, parts))
      node.methods.set(operation.method, operation)
    nodes.set(shape, node)
  }
  return nodes
}

function isSameEnd(left: readonly PathPart[], right: readonly PathPart[]): boolean {
  const [one, other] = [left.at(-1), right.at(-1)]
  if (one === undefined || other === undefined || !('parameter' in one) || !('parameter' in other)) return true
  const areIds = [one, other].every(({ parameter }) => wordsOf(parameter).some((word) => IDS.has(word)))
  return areIds || plainName(one.parameter) === plainName(other.parameter)
}

function withItem(document: ApiDocument, nodes: ReadonlyMap<string, PathNode>, item: PathNode): readonly Candidate[] {
  const count = item.parts.length - 1 - item.parts.findLastIndex(isLiteral)
  if (count === 0 || (count === item.parts.length && !namesMembers(document, item))) return []
  const lengths = Array.from({ length: count }, (_, index) => index + 1)
  const found = lengths.find((length) => {
    const node = nodes.get(shapeOf(item.parts.slice(0, -length)))
    return length === count || isCollection(document, node) || isMadeAndRemoved(node, nodes)
  })
  const length = found ?? count
  const parts = item.parts.slice(0, -length)
  const node = nodes.get(shapeOf(parts))
  const keys = item.parts.slice(-length).flatMap((part) => ('parameter' in part ? [part.parameter] : []))
  if (isLiteral(parts.at(-1)) || isCollection(document, node))
    return [{ ...nameAt(parts, keys, item), parts, keys, ...(node === undefined ? {} : { collection: node }), item }]
  const collection = creatorAlone(node)
  return [{ ...nameAt([], keys, item), parts, keys, ...(collection === undefined ? {} : { collection }), item }]
}

/** The name of a member after the last literal part of the path, else after its parameter. */
function nameAt(
  parts: readonly PathPart[],
  keys: readonly string[],
  item: PathNode,
): Pick<Candidate, 'name' | 'title'> {
  if (lastLiteral(parts) !== undefined) return { name: nameOf(parts) }
  const name = nameByParameter(keys.at(-1) ?? '', item)
  return { name, title: name }
}

/** The part of a path of another member, or of the root, for the members below it: its POST may create them. */
function creatorAlone(node: PathNode | undefined): PathNode | undefined {
  const post = node?.methods.get('POST')
  return node === undefined || post === undefined ? undefined : { ...node, methods: new Map([['POST', post]]) }
}

/** A path that ends with a parameter is a collection where its GET answers a list. */
function isCollection(document: ApiDocument, node: PathNode | undefined): boolean {
  const get = node?.methods.get('GET')
  return get !== undefined && arrayIn(document, answerShape(document, get)) !== undefined
}

function nameOf(parts: readonly PathPart[]): string {
  return memberName(lastLiteral(parts) ?? '')
}

function isLiteral(part: PathPart | undefined): boolean {
  return part !== undefined && 'literal' in part
}

/** Words of parameters that name a member by its key, as in `{id_or_uuid}` and `{pk}`. */
const IDS: ReadonlySet<string> = new Set(['id', 'uuid', 'guid', 'pk'])
