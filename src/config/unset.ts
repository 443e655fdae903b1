import { isObject } from '../json/pointer.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import { type Mistake, UserError } from '../source/mistake.ts'
import { PRINCIPALS } from '../suite/suite.ts'

/** A `${NAME}` of a configuration file without a value. The configuration holds no value at its path. */
export interface UnsetVariable {
  readonly name: string
  /** The path in the file: a key, then a name or an index below the key. */
  readonly path: readonly (string | number)[]
  readonly mistake: Mistake
}

/** The value of a file without the keys, and without the entries of a map or list, that hold unset variables. */
export function withoutUnset(value: unknown, unset: readonly UnsetVariable[], at: UnsetVariable['path'] = []): unknown {
  const isUnset = (step: string | number): boolean =>
    unset.some(({ path }) => {
      const whole = path.slice(0, 2)
      return whole.length === at.length + 1 && [...at, step].every((one, index) => one === whole[index])
    })
  if (at.length > 1) return value
  if (Array.isArray(value)) return value.filter((_, index) => !isUnset(index))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isUnset(key))
      .map(([key, item]) => [key, withoutUnset(item, unset, [...at, key])]),
  )
}

/**
 * Refuses the unset variables that a run of the cases needs. The owner's credentials are always needed; those of other principals,
 * and the other group, only by cases that use them.
 * @throws UserError with a line for each needed variable.
 */
export function refuseUnset(unset: readonly UnsetVariable[], cases: readonly PlannedCase[]): void {
  const needed = unset.filter(({ path: [key, name] }) => {
    if (key === 'otherGroupId') return cases.some(usesOtherGroup)
    return key !== 'principals' || name === 'owner' || cases.some((planned) => principalsOf(planned).has(String(name)))
  })
  if (needed.length > 0) throw new UserError(needed.map(({ mistake }) => mistake))
}

function usesOtherGroup({ needs, given }: PlannedCase): boolean {
  return needs.includes('otherGroup') || given.otherAbsent.length > 0
}

/** The principals that a case needs, or sends a request as. */
function principalsOf({ needs, steps, values }: PlannedCase): ReadonlySet<string> {
  const needed = PRINCIPALS.filter((name) => needs.includes(`principal.${name}`))
  const senders = sendersIn(steps).map((written) => (written.startsWith('$') ? values[written.slice(1)] : written))
  return new Set([...needed, ...senders.map(String)])
}

function sendersIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(sendersIn)
  if (!isObject(value)) return []
  const own = typeof value['as'] === 'string' ? [value['as']] : []
  return [...own, ...Object.values(value).flatMap(sendersIn)]
}
