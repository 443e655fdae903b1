import { isObject } from '../../json/pointer.ts'
import { type Part, partAt, partsOf } from '../file/document-file.ts'
import { neededWith } from '../says/says-needed-with.ts'
import { togetherSaid } from '../says/says-together.ts'
import type { SchemaDraft } from './conversion.ts'

/**
 * The schema of an object with the rules that descriptions state about which of its properties stand together. Two that exclude one another
 * are a `not`. Groups of which a body has at least one property are `x-needed`: an update may leave out all of them. Properties that are needed
 * beside another one stand in `x-needs` by its name: where it is null they may be left out.
 */
export function withTogether(part: Part, draft: SchemaDraft): SchemaDraft {
  const { properties, allOf } = draft
  if (!isObject(properties)) return draft
  const own = partsOf(partAt(part, 'properties')).flatMap((property) =>
    togetherSaid(partAt(property, 'description').value, property.token),
  )
  const rules = [...togetherSaid(partAt(part, 'description').value), ...own].filter(
    ({ names }) => new Set(names).size > 1 && names.every((name) => Object.hasOwn(properties, name)),
  )
  const apart = new Set(rules.flatMap(({ names, most }) => (most === undefined ? [] : pairsOf(names))))
  const needed = new Set(
    rules.flatMap(({ names, least }) => (least === undefined ? [] : [JSON.stringify(names.toSorted())])),
  )
  const needs = needsOf(part, new Set(Object.keys(properties)))
  const parts = [...apart].map((pair) => ({ not: { required: JSON.parse(pair) as readonly string[] } }))
  return {
    ...draft,
    ...(parts.length === 0 ? {} : { allOf: [...(Array.isArray(allOf) ? (allOf as unknown[]) : []), ...parts] }),
    ...(needed.size === 0 ? {} : { 'x-needed': [...needed].map((names) => JSON.parse(names) as readonly string[]) }),
    ...(Object.keys(needs).length === 0 ? {} : { 'x-needs': needs }),
  }
}

/** The properties that descriptions say to be needed beside another one, by the name of that one. */
function needsOf(part: Part, names: ReadonlySet<string>): Readonly<Record<string, readonly string[]>> {
  const needs = new Map<string, readonly string[]>()
  for (const property of partsOf(partAt(part, 'properties'))) {
    const other = neededWith(partAt(property, 'description').value)
    if (other !== undefined && names.has(other)) needs.set(other, [...(needs.get(other) ?? []), property.token])
  }
  return Object.fromEntries(needs)
}

/** Each two of several names, as a text: a rule may stand at both properties. */
function pairsOf(names: readonly string[]): readonly string[] {
  const sorted = names.toSorted()
  return sorted.flatMap((one, index) => sorted.slice(index + 1).map((other) => JSON.stringify([one, other])))
}
