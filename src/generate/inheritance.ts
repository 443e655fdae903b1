import { isObject, type JsonObject, objectOf, own } from './json.ts'

const BRANCHING = new Set(['oneOf', 'anyOf', 'discriminator'])

/**
 * The document with OpenAPI inheritance made finite. If Base lists Child in `oneOf` and Child has Base in `allOf`, then Child means
 * Base without the list. Each such reference becomes a copy of Base without the list. A document without such cycles is returned as
 * is.
 */
export function withoutInheritanceCycles(document: unknown): unknown {
  if (!isObject(document)) return document
  const known = rewritten.get(document)
  if (known !== undefined) return known
  const cyclic = cyclicParents(document)
  const finite = cyclic.size === 0 ? document : rewrite(document, cyclic)
  rewritten.set(document, finite)
  return finite
}

const rewritten = new WeakMap<JsonObject, JsonObject>()

/** For each schema by reference: the parents in `allOf` that lead back to the schema through the list of children. */
function cyclicParents(document: JsonObject): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  const inPlace = new Map<string, string[]>()
  const inherited = new Map<string, string[]>()
  for (const [reference, schema] of referable(document)) {
    inPlace.set(reference, inPlaceReferences(schema))
    inherited.set(reference, referencesIn(schema, 'allOf'))
  }
  for (const [reference, schema] of referable(document)) {
    // A cycle of `allOf` alone is no OpenAPI inheritance, and stays.
    const parents = referencesIn(schema, 'allOf').filter(
      (parent) => leadsTo(inPlace, parent, reference) && !leadsTo(inherited, parent, reference),
    )
    if (parents.length > 0) found.set(reference, new Set(parents))
  }
  return found
}

function* referable(document: JsonObject): Iterable<[string, JsonObject]> {
  yield ['#', document]
  const components = own(document, 'components')
  const maps = {
    '#/$defs': own(document, '$defs'),
    '#/definitions': own(document, 'definitions'),
    '#/components/schemas': isObject(components) ? own(components, 'schemas') : undefined,
  }
  for (const [prefix, map] of Object.entries(maps)) {
    if (!isObject(map)) continue
    for (const [name, schema] of Object.entries(map)) if (isObject(schema)) yield [`${prefix}/${name}`, schema]
  }
}

function inPlaceReferences(schema: JsonObject): string[] {
  const ref = own(schema, '$ref')
  return [
    ...(typeof ref === 'string' ? [ref] : []),
    ...['oneOf', 'anyOf', 'allOf'].flatMap((keyword) => referencesIn(schema, keyword)),
  ]
}

function referencesIn(schema: JsonObject, keyword: string): string[] {
  const list = own(schema, keyword)
  return Array.isArray(list) ? list.flatMap((part: unknown) => (isObject(part) ? inPlaceReferences(part) : [])) : []
}

function leadsTo(children: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set([from])
  for (const reference of seen) {
    if (reference === to) return true
    for (const child of children.get(reference) ?? []) seen.add(child)
  }
  return false
}

function rewrite(document: JsonObject, cyclic: ReadonlyMap<string, ReadonlySet<string>>): JsonObject {
  const targets = new Map(referable(document))
  const replaced = new Map<unknown, unknown>()
  for (const [reference, parents] of cyclic) {
    const schema = targets.get(reference)
    if (schema !== undefined)
      replaced.set(schema, withPlainParents(schema, { parents, targets, seen: new Set([reference]) }))
  }
  return replaceIn(document, replaced)
}

interface Plain {
  readonly parents: ReadonlySet<string>
  readonly targets: ReadonlyMap<string, JsonObject>
  readonly seen: ReadonlySet<string>
}

/**
 * The schema with each reference to a cyclic parent replaced by the parent without children. The parents of parents are replaced in
 * the same way.
 */
function withPlainParents(schema: JsonObject, plain: Plain): JsonObject {
  const list = own(schema, 'allOf')
  if (!Array.isArray(list)) return schema
  const allOf = list.map((part: unknown) => {
    if (!isObject(part)) return part
    const reference = own(part, '$ref')
    if (typeof reference !== 'string' || !plain.parents.has(reference)) return withPlainParents(part, plain)
    const parent = plain.targets.get(reference)
    if (parent === undefined || plain.seen.has(reference)) return {}
    const bare = objectOf(Object.entries(parent).filter(([keyword]) => !BRANCHING.has(keyword)))
    const siblings = Object.entries(part).filter(([keyword]) => keyword !== '$ref')
    const inlined = withPlainParents(bare, {
      ...plain,
      parents: new Set([...plain.parents, ...referencesIn(bare, 'allOf')]),
      seen: new Set([...plain.seen, reference]),
    })
    return siblings.length === 0 ? inlined : objectOf([...siblings, ['allOf', [inlined]]])
  })
  return objectOf([...Object.entries(schema).filter(([keyword]) => keyword !== 'allOf'), ['allOf', allOf]])
}

/** The document with schemas replaced at the root and in maps of schemas. */
function replaceIn(document: JsonObject, replaced: ReadonlyMap<unknown, unknown>): JsonObject {
  const root = replaced.get(document)
  const start = isObject(root) ? root : document
  const mapped = (map: unknown) =>
    isObject(map) ? objectOf(Object.entries(map).map(([name, schema]) => [name, replaced.get(schema) ?? schema])) : map
  const entries = Object.entries(start).map(([keyword, value]): [string, unknown] => {
    if (keyword === '$defs' || keyword === 'definitions') return [keyword, mapped(value)]
    if (keyword !== 'components' || !isObject(value)) return [keyword, value]
    return [
      keyword,
      objectOf(Object.entries(value).map(([name, part]) => [name, name === 'schemas' ? mapped(part) : part])),
    ]
  })
  return objectOf(entries)
}
