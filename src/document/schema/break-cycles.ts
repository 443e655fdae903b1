import { isObject } from '../../json/pointer.ts'
import type { DocumentSchema } from '../api-document.ts'

type Schemas = Readonly<Record<string, DocumentSchema>>

/** The keywords whose schemas are for the same value. */
const ALTERNATIVES = ['oneOf', 'anyOf']
const SINGLE = ['if', 'then', 'else', 'not']

/**
 * The schemas without those references that lead back to their own schema for the same value. A validator would never end at such a
 * reference. As an alternative, such a reference adds no value; elsewhere it demands nothing more.
 */
export function breakCycles(schemas: Schemas): Schemas {
  const edges = new Map(Object.entries(schemas).map(([uri, schema]) => [uri, new Set(referencesIn(schema))]))
  const back = backEdges(edges)
  if (back.size === 0) return schemas
  return Object.fromEntries(
    Object.entries(schemas).map(([uri, schema]) => {
      const cut = back.get(uri)
      return [uri, cut === undefined ? schema : without(schema, cut)]
    }),
  )
}

function referencesIn(schema: unknown): readonly string[] {
  if (!isObject(schema)) return []
  return [
    ...(typeof schema['$ref'] === 'string' ? [schema['$ref']] : []),
    ...[...ALTERNATIVES, 'allOf'].flatMap((keyword) => listAt(schema, keyword).flatMap(referencesIn)),
    ...SINGLE.flatMap((keyword) => referencesIn(schema[keyword])),
    ...Object.values(isObject(schema['dependentSchemas']) ? schema['dependentSchemas'] : {}).flatMap(referencesIn),
  ]
}

/** The edges that close a cycle, by their source, found in depth-first order. */
function backEdges(edges: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, ReadonlySet<string>> {
  const back = new Map<string, Set<string>>()
  const state = new Map<string, 'open' | 'done'>()
  for (const start of edges.keys()) {
    if (state.has(start)) continue
    const path = [{ uri: start, rest: (edges.get(start) ?? new Set<string>()).values() }]
    state.set(start, 'open')
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { uri } = top
      const next = top.rest.next()
      if (next.done === true) {
        state.set(uri, 'done')
        path.pop()
      } else if (state.get(next.value) === 'open') {
        back.set(uri, (back.get(uri) ?? new Set<string>()).add(next.value))
      } else if (!state.has(next.value)) {
        state.set(next.value, 'open')
        path.push({ uri: next.value, rest: (edges.get(next.value) ?? new Set<string>()).values() })
      }
    }
  }
  return back
}

function without(schema: unknown, cut: ReadonlySet<string>): DocumentSchema {
  if (!isObject(schema)) return schema !== false
  const entries = Object.entries(schema).flatMap(([keyword, value]): [string, unknown][] => {
    if (keyword === '$ref' && typeof value === 'string' && cut.has(value)) return []
    if (ALTERNATIVES.includes(keyword)) return [[keyword, alternatives(value, cut)]]
    if (keyword === 'allOf' && Array.isArray(value)) return [[keyword, value.map((each) => without(each, cut))]]
    if (SINGLE.includes(keyword)) return [[keyword, without(value, cut)]]
    if (keyword === 'dependentSchemas' && isObject(value))
      return [[keyword, Object.fromEntries(Object.entries(value).map(([name, each]) => [name, without(each, cut)]))]]
    return [[keyword, value]]
  })
  return Object.fromEntries(entries)
}

/** The alternatives that do not lead back. If all do, any value is allowed. */
function alternatives(value: unknown, cut: ReadonlySet<string>): readonly unknown[] {
  const list = Array.isArray(value) ? (value as unknown[]) : []
  const kept = list.filter((each) => !(isObject(each) && typeof each['$ref'] === 'string' && cut.has(each['$ref'])))
  return kept.length === 0 ? [true] : kept.map((each) => without(each, cut))
}

function listAt(schema: Record<string, unknown>, keyword: string): readonly unknown[] {
  const list = schema[keyword]
  return Array.isArray(list) ? (list as unknown[]) : []
}
