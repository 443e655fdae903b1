import type { Contract } from '../../contract/contract.ts'
import { referenceIn } from '../../json/references.ts'
import type { Given } from '../../suite/suite.ts'
import type { PlannedGiven } from '../planned-case.ts'

interface Binding {
  /** The columns of the row. */
  readonly values: ReadonlyMap<string, unknown>
  readonly contract: Contract
}

/** The keys of one row's `given`. A column may hold one key or a list of them. */
export function bindGiven(given: Given, { values, contract }: Binding): PlannedGiven {
  // A command binds thousands of rows, and few of them name a list.
  const valueOf = (name: string): unknown => {
    if (values.has(name)) return values.get(name)
    if (name === 'types') return typesOf(contract)
    return name === 'others' ? othersOf(given, { values, contract }) : undefined
  }
  const bind = (names: readonly string[]): readonly string[] => keysIn(names, valueOf)
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
  const claimed = new Set(keysIn([...absent, ...configured], (name) => values.get(name)))
  return typesOf(contract).filter((key) => !claimed.has(key))
}

/** Returns the keys that the names refer to. A reference without a value yet is left out. */
function keysIn(names: readonly string[], valueOf: (name: string) => unknown): readonly string[] {
  return names.flatMap((name) => {
    const reference = referenceIn(name)
    if (reference === undefined) return [name]
    const value = valueOf(reference)
    return value === undefined ? [] : [value].flat().map(String)
  })
}
