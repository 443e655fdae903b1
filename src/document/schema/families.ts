import { formatPointer, isObject } from '../../json/pointer.ts'
import { type Part, partAt, partsOf, tokensOf, wholeOf } from '../file/document-file.ts'
import { type Follow, targetOf } from '../file/follow.ts'
import type { DocumentFiles } from '../file/load-files.ts'

/** Schemas that inherit by `allOf` from a schema with a discriminator. */
export interface Families {
  /** True for a schema with a discriminator from which others inherit, and for each that inherits. */
  isMember(schema: Part): boolean
  /** True for a schema that chooses among schemas that inherit from it. */
  isHead(schema: Part): boolean
  /** The family of a schema with a discriminator and without a list of alternatives; undefined without children. */
  headedBy(schema: Part): Family | undefined
  /** The discriminator of a schema that inherits, with the values that stand for the schema. */
  valuesOf(schema: Part): Discrimination | undefined
}

export interface Family {
  readonly property: string
  readonly children: readonly Part[]
  /** Values that the mapping gives to the head itself. */
  readonly own: readonly string[]
}

export interface Discrimination {
  readonly property: string
  readonly values: readonly string[]
}

/** A key of a part: where it stands. */
export function keyOf(part: Part): string {
  return `${part.file.path}#${formatPointer(tokensOf(part))}`
}

/** Finds the families among the named schemas of all files. */
export function findFamilies(files: DocumentFiles, follow: Follow): Families {
  const named = [...files.files.values()].flatMap((file) => namedSchemas(wholeOf(file), follow))
  const parents = new Map(named.map((schema) => [keyOf(schema), parentsOf(schema, follow)]))
  const heads = new Set<string>()
  const members = new Set<string>()
  const families = new Map<string, Family>()
  const discriminations = new Map<string, Discrimination>()
  for (const head of named.filter(canChoose)) {
    const children = named.filter((schema) => inherits(keyOf(schema), keyOf(head), parents))
    if (children.length === 0 || !choosesAmong(head, children, follow)) continue
    heads.add(keyOf(head))
    for (const member of [head, ...children]) members.add(keyOf(member))
    const property = propertyOf(head)
    if (property === undefined) continue
    const mapping = mappingOf(head, follow)
    for (const child of children)
      discriminations.set(keyOf(child), { property, values: mapping.get(keyOf(child)) ?? [nameOf(child)] })
    if (alternativesOf(head).length === 0)
      families.set(keyOf(head), { property, children, own: mapping.get(keyOf(head)) ?? [] })
  }
  return {
    isMember: (schema) => members.has(keyOf(schema)),
    isHead: (schema) => heads.has(keyOf(schema)),
    headedBy: (schema) => families.get(keyOf(schema)),
    valuesOf: (schema) => discriminations.get(keyOf(schema)),
  }
}

function canChoose(schema: Part): boolean {
  return propertyOf(schema) !== undefined || alternativesOf(schema).length > 0
}

/** The parts of `oneOf` and `anyOf`. */
export function alternativesOf(schema: Part): readonly Part[] {
  return ['oneOf', 'anyOf'].flatMap((keyword) => partsOf(partAt(schema, keyword)))
}

/**
 * A discriminator chooses among all that inherit; a list of alternatives among those in the list. A schema that joins such a choice by `allOf`, and
 * is none of the list, is no child: it adds properties to each of them.
 */
function choosesAmong(head: Part, children: readonly Part[], follow: Follow): boolean {
  const alternatives = alternativesOf(head)
  if (alternatives.length === 0) return true
  const keys = new Set(children.map(keyOf))
  return alternatives.some((alternative) => {
    const target = follow.follow(alternative)
    return target !== undefined && keys.has(keyOf(target))
  })
}

/** The schemas of a file that others may refer to by name; a file may also be a schema as a whole. */
function namedSchemas(whole: Part, follow: Follow): readonly Part[] {
  const maps = [['components', 'schemas'], ['definitions'], ['$defs']].map((tokens) => follow.entries(whole, ...tokens))
  const isSchema = ['allOf', 'properties', 'discriminator'].some(
    (keyword) => partAt(whole, keyword).value !== undefined,
  )
  return [...(isSchema ? [whole] : []), ...maps.flat()].filter(({ value }) => isObject(value))
}

function parentsOf(schema: Part, follow: Follow): readonly string[] {
  return partsOf(partAt(schema, 'allOf')).flatMap((part) => {
    const target = targetOf(part, follow)
    return target === undefined ? [] : [keyOf(target)]
  })
}

function inherits(child: string, head: string, parents: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set(parents.get(child))
  for (const parent of seen) {
    if (parent === head) return child !== head
    for (const next of parents.get(parent) ?? []) seen.add(next)
  }
  return false
}

/** The property of the discriminator; undefined without one. */
export function propertyOf(schema: Part): string | undefined {
  const property = partAt(schema, 'discriminator', 'propertyName').value
  return typeof property === 'string' ? property : undefined
}

/** The values of a discriminator's mapping, by the key of the schema that they stand for. */
export function mappingOf(schema: Part, follow: Follow): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const entry of partsOf(partAt(schema, 'discriminator', 'mapping'))) {
    if (typeof entry.value !== 'string') continue
    const named = follow.entries(wholeOf(schema.file), 'components', 'schemas')
    const byName = named.some(({ token }) => token === entry.value)
    const target = follow.target(entry, byName ? `#/components/schemas/${entry.value}` : entry.value)
    if (target !== undefined) found.set(keyOf(target), [...(found.get(keyOf(target)) ?? []), entry.token])
  }
  return found
}

/** The name of a schema: the last name on the way to it, or that of its file. */
export function nameOf(schema: Part): string {
  return schema.up === undefined ? (/([^/\\]*?)(\.[^./\\]*)?$/.exec(schema.file.path)?.[1] ?? 'schema') : schema.token
}
