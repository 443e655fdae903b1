import type { Contract } from '../contract/contract.ts'
import { referenceIn, resolveReferences } from '../json/references.ts'
import type { Given } from '../suite/suite.ts'
import type { PlannedGiven } from './planned-case.ts'

interface Binding {
  /** The columns of the row. */
  readonly values: ReadonlyMap<string, unknown>
  readonly contract: Contract
}

/** The keys of one row's `given`. A column may hold one key or a list of them. */
export function bindGiven(given: Given, { values, contract }: Binding): PlannedGiven {
  const lists = new Map<string, unknown>([
    ['types', typesOf(contract)],
    ['others', othersOf(given, { values, contract })],
    ...values,
  ])
  const bind = (names: readonly string[]): readonly string[] => keysIn(names, lists)
  return {
    absent: bind(given.absent),
    configured: bind(given.configured),
    beside: bind(given.beside),
    otherAbsent: bind(given.otherAbsent),
  }
}

/** `$types`: the keys that have schemas. */
export function typesOf({ resource }: Contract): readonly string[] {
  return Object.keys(resource.variants)
}

/** `$others`: the keys that have schemas, except those that `given` claims by name or by a column. */
export function othersOf({ absent, configured }: Given, { values, contract }: Binding): readonly string[] {
  const claimed = new Set(keysIn([...absent, ...configured], values))
  return typesOf(contract).filter((key) => !claimed.has(key))
}

/** What refers to no value yet is left out. */
function keysIn(names: readonly string[], values: ReadonlyMap<string, unknown>): readonly string[] {
  return names.flatMap((name) => {
    const reference = referenceIn(name)
    if (reference !== undefined && !values.has(reference)) return []
    return [resolveReferences(name, values)].flat().map(String)
  })
}
