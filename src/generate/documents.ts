import { UnsupportedSchema } from './errors.ts'
import { withoutInheritanceCycles } from './inheritance.ts'
import { type JsonObject, isObject, own } from './json.ts'
import { metaSchema } from './meta-schemas.ts'
import { SCHEMA_MAPS } from './subschema-keywords.ts'

/** A schema object with the base URI of the references inside. Each pair of schema and base has a single object. */
export interface Place {
  readonly id: number
  readonly schema: JsonObject
  readonly base: string
}

/** The documents that references may reach. */
export interface Documents {
  readonly root: unknown
  readonly rootBase: string
  /** The place of a schema object. `base` is the base of the parent; an `$id` of the schema takes precedence. */
  place(schema: JsonObject, base: string): Place
  /** The target of a reference with the base of the target. `anchor` is set for a plain name. */
  resolve(reference: string, base: string): Resolved
  /** The dynamic anchors of a resource, by name. */
  dynamicAnchors(base: string): ReadonlyMap<string, JsonObject>
  /** True if `unevaluatedProperties` or `unevaluatedItems` occurs in any document. */
  readonly tracksEvaluation: boolean
}

/** The target of a reference. */
export interface Resolved {
  readonly schema: unknown
  readonly base: string
  readonly anchor?: string
}

interface Resource {
  readonly schema: unknown
  readonly anchors: Map<string, JsonObject>
  readonly dynamicAnchors: Map<string, JsonObject>
}

interface Shelf {
  readonly resources: Map<string, Resource>
  readonly bases: Map<object, string>
  /** True if `unevaluatedProperties` or `unevaluatedItems` occurs. */
  tracksEvaluation: boolean
}

/** The contents of several documents. */
interface Library {
  /** The documents that several roots share; the shelves of a library of its own come after these. */
  readonly shared: Shared
  readonly resources: Map<string, Resource>
  readonly shelves: Shelf[]
}

/** The other documents of a call, joined once for all roots. */
interface Shared {
  readonly resources: ReadonlyMap<string, Resource>
  readonly bases: ReadonlyMap<object, string>
  readonly tracksEvaluation: boolean
}

const NO_BASE = 'schema:///'
const DATA_KEYWORDS = new Set(['const', 'enum', 'default', 'examples', 'example'])
const MAP_KEYWORDS = new Set(SCHEMA_MAPS)

/** Opens a root document. `schemas` are the other documents, by URI. Documents are scanned once and must not change afterwards. */
export function openDocuments(root: unknown, schemas: Readonly<Record<string, unknown>> = {}): Documents {
  const library: Library = { shared: sharedOf(schemas), resources: new Map(), shelves: [] }
  const shelf = emptyShelf()
  const rootBase = register(shelf, root, NO_BASE)
  shelve(library, shelf)
  return {
    root,
    rootBase,
    place: createPlaces(library),
    resolve: (reference, base) => resolve(library, reference, base),
    dynamicAnchors: (base) => resourceAt(library, base)?.dynamicAnchors ?? new Map<string, JsonObject>(),
    get tracksEvaluation() {
      return library.shared.tracksEvaluation || library.shelves.some(({ tracksEvaluation }) => tracksEvaluation)
    },
  }
}

const knownShared = new WeakMap<object, Shared>()

function sharedOf(schemas: Readonly<Record<string, unknown>>): Shared {
  const known = knownShared.get(schemas)
  if (known !== undefined) return known
  const resources = new Map<string, Resource>()
  const bases = new Map<object, string>()
  let tracksEvaluation = false
  for (const [uri, document] of Object.entries(schemas)) {
    const shelf = shelfOf(withoutInheritanceCycles(document), absolute(uri, NO_BASE))
    for (const [address, resource] of shelf.resources) resources.set(address, resource)
    for (const [schema, base] of shelf.bases) if (!bases.has(schema)) bases.set(schema, base)
    tracksEvaluation ||= shelf.tracksEvaluation
  }
  const shared = { resources, bases, tracksEvaluation }
  knownShared.set(schemas, shared)
  return shared
}

function resourceAt({ resources, shared }: Library, address: string): Resource | undefined {
  return resources.get(address) ?? shared.resources.get(address)
}

function createPlaces(library: Library): Documents['place'] {
  const places = new Map<string, Map<object, Place>>()
  let count = 0
  return (schema, parentBase) => {
    const base = baseOf(library, schema) ?? parentBase
    const known = places.get(base) ?? new Map<object, Place>()
    places.set(base, known)
    const found = known.get(schema) ?? { id: (count += 1), schema, base }
    known.set(schema, found)
    return found
  }
}

function emptyShelf(): Shelf {
  return { resources: new Map(), bases: new Map(), tracksEvaluation: false }
}

const knownShelves = new WeakMap<object, Map<string, Shelf>>()

function shelfOf(document: unknown, uri: string): Shelf {
  const known = isObject(document) ? (knownShelves.get(document) ?? new Map<string, Shelf>()) : new Map<string, Shelf>()
  if (isObject(document)) knownShelves.set(document, known)
  const found = known.get(uri)
  if (found !== undefined) return found
  const shelf = emptyShelf()
  register(shelf, document, uri)
  known.set(uri, shelf)
  return shelf
}

function shelve(library: Library, shelf: Shelf): void {
  for (const [uri, resource] of shelf.resources) library.resources.set(uri, resource)
  library.shelves.push(shelf)
}

function baseOf({ shared, shelves }: Library, schema: object): string | undefined {
  const found = shared.bases.get(schema)
  if (found !== undefined) return found
  for (const { bases } of shelves) {
    const base = bases.get(schema)
    if (base !== undefined) return base
  }
  return undefined
}

/** Registers a document under the URI and under the `$id`; returns the base. */
function register(shelf: Shelf, document: unknown, uri: string): string {
  const resource: Resource = { schema: document, anchors: new Map(), dynamicAnchors: new Map() }
  shelf.resources.set(uri, resource)
  const id = isObject(document) ? own(document, '$id') : undefined
  const base = typeof id === 'string' ? withoutFragment(absolute(id, uri)) : uri
  if (base !== uri) shelf.resources.set(base, resource)
  scan(shelf, document, base)
  return base
}

function scan(shelf: Shelf, node: unknown, base: string): void {
  if (Array.isArray(node)) for (const item of node) scan(shelf, item, base)
  if (!isObject(node) || shelf.bases.has(node)) return
  const inner = enterResource(shelf, node, base)
  shelf.bases.set(node, inner)
  noteAnchors(shelf, node, inner)
  if (Object.hasOwn(node, 'unevaluatedProperties') || Object.hasOwn(node, 'unevaluatedItems'))
    shelf.tracksEvaluation = true
  for (const [keyword, value] of Object.entries(node)) {
    if (DATA_KEYWORDS.has(keyword)) continue
    if (MAP_KEYWORDS.has(keyword) && isObject(value))
      for (const schema of Object.values(value)) scan(shelf, schema, inner)
    else scan(shelf, value, inner)
  }
}

function enterResource(shelf: Shelf, node: JsonObject, base: string): string {
  const id = own(node, '$id')
  if (typeof id !== 'string') return base
  const uri = withoutFragment(absolute(id, base))
  if (!shelf.resources.has(uri))
    shelf.resources.set(uri, { schema: node, anchors: new Map(), dynamicAnchors: new Map() })
  return uri
}

function noteAnchors(shelf: Shelf, node: JsonObject, base: string): void {
  const [anchor, dynamicAnchor] = [own(node, '$anchor'), own(node, '$dynamicAnchor')]
  const resource = shelf.resources.get(base)
  if (typeof anchor === 'string') resource?.anchors.set(anchor, node)
  if (typeof dynamicAnchor !== 'string') return
  resource?.anchors.set(dynamicAnchor, node)
  resource?.dynamicAnchors.set(dynamicAnchor, node)
}

function resolve(library: Library, reference: string, base: string): Resolved {
  const uri = absolute(reference, base)
  const [address = '', fragment = ''] = uri.split('#')
  const resource = resourceAt(library, address) ?? openMetaSchema(library, address)
  if (resource === undefined) throw new UnsupportedSchema('', `the reference ${reference} leads to no known document`)
  const resourceBase = isObject(resource.schema) ? (baseOf(library, resource.schema) ?? address) : address
  if (fragment === '') return { schema: resource.schema, base: resourceBase }
  if (fragment.startsWith('/')) return walkPointer(library, { schema: resource.schema, base: resourceBase }, fragment)
  const anchor = percentDecoded(fragment)
  const anchored = resource.anchors.get(anchor)
  if (anchored === undefined) throw new UnsupportedSchema('', `the reference ${reference} names no anchor`)
  return { schema: anchored, base: baseOf(library, anchored) ?? resourceBase, anchor }
}

function openMetaSchema(library: Library, uri: string): Resource | undefined {
  const document = metaSchema(uri)
  if (document === undefined) return undefined
  shelve(library, shelfOf(document, uri))
  return library.resources.get(uri)
}

function walkPointer(library: Library, from: Resolved, pointer: string): Resolved {
  let { schema, base } = from
  for (const token of percentDecoded(pointer).slice(1).split('/')) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~')
    const child = Array.isArray(schema)
      ? (schema[Number(key)] as unknown)
      : isObject(schema)
        ? own(schema, key)
        : undefined
    if (child === undefined) throw new UnsupportedSchema('', `the reference #${pointer} points at nothing`)
    schema = child
    if (isObject(child)) base = baseOf(library, child) ?? base
  }
  return { schema, base }
}

function percentDecoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch (cause) {
    throw new UnsupportedSchema('', `#${fragment} is not a URI fragment: a % in a name is written %25`, { cause })
  }
}

function absolute(reference: string, base: string): string {
  try {
    return new URL(reference, base).href.replace(/#$/, '')
  } catch (cause) {
    throw new UnsupportedSchema('', `${reference} is not a URI reference`, { cause })
  }
}

function withoutFragment(uri: string): string {
  return uri.split('#')[0] ?? uri
}
