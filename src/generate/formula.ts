import type { Documents, Place } from './documents.ts'
import { isObject, type JsonObject, own } from './json.ts'

const BRAND = Symbol('formula')

/** The dynamic anchors on the path to a schema, which `$dynamicRef` resolves to. Equal scopes are one object. */
export interface AnchorScope {
  readonly id: number
  readonly anchors: ReadonlyMap<string, Place>
}

/**
 * A condition on values: schemas in Boolean combination. Equal formulas are one object, so results are cached by `id` and recursion
 * ends. An empty `all` is true, an empty `any` is false.
 * A schema object may hold a formula in place of a subschema, as in a schema changed at a place.
 */
export type Formula = { readonly [BRAND]: true; readonly id: number } & (
  | { readonly kind: 'schema'; readonly place: Place; readonly scope: AnchorScope }
  | { readonly kind: 'all'; readonly parts: readonly Formula[] }
  | { readonly kind: 'any'; readonly parts: readonly Formula[] }
  | { readonly kind: 'one'; readonly parts: readonly Formula[] }
  | { readonly kind: 'not'; readonly part: Formula }
)

/** The formula of a schema object. */
export type SchemaFormula = Extract<Formula, { kind: 'schema' }>

/** The factory of formulas for a set of documents. */
export interface Formulas {
  readonly always: Formula
  readonly never: Formula
  readonly root: Formula
  all(parts: readonly Formula[]): Formula
  any(parts: readonly Formula[]): Formula
  /** Exactly one of the parts. */
  one(parts: readonly Formula[]): Formula
  not(part: Formula): Formula
  /** The formula of a subschema: a boolean, an object, or a formula. */
  inside(parent: SchemaFormula, schema: unknown): Formula
  /** The same schema with changed keywords. A keyword that becomes undefined is removed. */
  changed(formula: SchemaFormula, keywords: JsonObject): SchemaFormula
  /** The target of a `$ref` or `$dynamicRef` of a schema. */
  referred(formula: SchemaFormula, reference: string, dynamic: boolean): Formula
  /** The formula of a generated schema without references. */
  made(schema: JsonObject): Formula
}

/** True for a formula in place of a subschema. */
export function isFormula(value: unknown): value is Formula {
  return typeof value === 'object' && value !== null && BRAND in value
}

type Shape = Formula extends infer Each ? (Each extends Formula ? Omit<Each, 'id' | typeof BRAND> : never) : never

/** The factory for some documents. */
export function createFormulas(documents: Documents): Formulas {
  const share = sharing()
  const scopes = createScopes(documents)
  const always = share('all:', { kind: 'all', parts: [] })
  const never = share('any:', { kind: 'any', parts: [] })
  const basics: Basics = { documents, share, scopes, always, never }
  const made = new Map<string, Formula>()
  return {
    always,
    never,
    all: (parts) => combined(basics, 'all', parts),
    any: (parts) => combined(basics, 'any', parts),
    one: (parts) => share(`one:${parts.map((part) => part.id).join()}`, { kind: 'one', parts }),
    not: (part) => {
      if (part === always) return never
      return part === never ? always : share(`not:${part.id}`, { kind: 'not', part })
    },
    get root() {
      return standing(basics, documents.root, { base: documents.rootBase, scope: scopes.none })
    },
    inside: (parent, schema) => standing(basics, schema, { base: parent.place.base, scope: parent.scope }),
    changed: (formula, keywords) => {
      const merged = Object.entries({ ...formula.place.schema, ...keywords }).filter(([, value]) => value !== undefined)
      return atPlace(basics, documents.place(Object.fromEntries(merged), formula.place.base), formula.scope)
    },
    referred: (formula, reference, dynamic) => referred(basics, formula, { reference, dynamic }),
    made: (schema) => {
      const key = JSON.stringify(schema)
      const formula = made.get(key) ?? standing(basics, schema, { base: documents.rootBase, scope: scopes.none })
      made.set(key, formula)
      return formula
    },
  }
}

interface Basics {
  readonly documents: Documents
  readonly share: (key: string, shape: Shape) => Formula
  readonly scopes: Scopes
  readonly always: Formula
  readonly never: Formula
}

function combined({ share, always, never }: Basics, kind: 'all' | 'any', parts: readonly Formula[]): Formula {
  const [neutral, absorbing] = kind === 'all' ? [always, never] : [never, always]
  const distinct = new Set(parts.flatMap((part) => (part.kind === kind ? part.parts : [part])))
  distinct.delete(neutral)
  if (distinct.has(absorbing)) return absorbing
  const flat = [...distinct]
  // A part and the negation of the part settle the result.
  if (flat.some((part) => part.kind === 'not' && distinct.has(part.part))) return absorbing
  if (flat.length < 2) return flat[0] ?? neutral
  return share(`${kind}:${flat.map((part) => part.id).join()}`, { kind, parts: flat })
}

function atPlace({ share }: Basics, place: Place, scope: AnchorScope): SchemaFormula {
  const formula = share(`schema:${place.id}:${scope.id}`, { kind: 'schema', place, scope })
  if (formula.kind !== 'schema') throw new TypeError('a schema formula was shared as another')
  return formula
}

function standing(basics: Basics, schema: unknown, { base, scope }: { base: string; scope: AnchorScope }): Formula {
  if (isFormula(schema)) return schema
  if (!isObject(schema)) return schema === false ? basics.never : basics.always
  if (Object.keys(schema).length === 0) return basics.always
  const place = basics.documents.place(schema, base)
  return atPlace(basics, place, basics.scopes.entered(scope, place.base))
}

function referred(
  basics: Basics,
  { place, scope }: SchemaFormula,
  { reference, dynamic }: { reference: string; dynamic: boolean },
): Formula {
  const target = basics.documents.resolve(reference, place.base)
  const outermost = dynamic ? dynamicTarget(target, scope) : undefined
  if (outermost !== undefined) return atPlace(basics, outermost, basics.scopes.entered(scope, outermost.base))
  return standing(basics, target.schema, { base: target.base, scope })
}

function dynamicTarget(target: { schema: unknown; anchor?: string }, scope: AnchorScope): Place | undefined {
  if (target.anchor === undefined || !isObject(target.schema)) return undefined
  return own(target.schema, '$dynamicAnchor') === target.anchor ? scope.anchors.get(target.anchor) : undefined
}

function sharing(): (key: string, shape: Shape) => Formula {
  const known = new Map<string, Formula>()
  return (key, shape) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const formula: Formula = { ...shape, [BRAND]: true, id: known.size }
    known.set(key, formula)
    return formula
  }
}

interface Scopes {
  readonly none: AnchorScope
  /** The scope after entering a resource. Outer anchors take precedence. */
  entered(scope: AnchorScope, base: string): AnchorScope
}

function createScopes(documents: Documents): Scopes {
  const known = new Map<string, AnchorScope>()
  const shared = (anchors: ReadonlyMap<string, Place>): AnchorScope => {
    const key = [...anchors]
      .map(([name, place]) => `${place.id}:${name}`)
      .toSorted()
      .join('\n')
    const scope = known.get(key) ?? { id: known.size, anchors }
    known.set(key, scope)
    return scope
  }
  return {
    none: shared(new Map()),
    entered: (scope, base) => {
      const fresh = [...documents.dynamicAnchors(base)].filter(([name]) => !scope.anchors.has(name))
      if (fresh.length === 0) return scope
      const places = fresh.map(([name, schema]) => [name, documents.place(schema, base)] as const)
      return shared(new Map([...scope.anchors, ...places]))
    },
  }
}
