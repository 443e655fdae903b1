import { formatLocation, type Mistake } from '../source/mistake.ts'
import { suggestion } from '../source/suggestion.ts'
import type { RetiredCase, Suite } from './suite.ts'

/** Mistakes of retired cases: an id in use, an id that is retired twice, a successor that is not a case. */
export function checkRetired(suites: readonly Suite[]): readonly Mistake[] {
  const retired = suites.flatMap((suite) => suite.retired)
  return retired.flatMap((one) => [
    ...checkUnused(one, suites),
    ...checkOnce(one, retired),
    ...checkSuccessor(one, suites),
  ])
}

function checkUnused({ id, location }: RetiredCase, suites: readonly Suite[]): readonly Mistake[] {
  const used = suites.flatMap(({ cases }) => cases).find((one) => one.id === id)
  if (used === undefined) return []
  const message = `"${id}" is retired here, but a case still has this id (${formatLocation(used.location)}); delete one of the two`
  return [{ message, at: location }]
}

function checkOnce(one: RetiredCase, retired: readonly RetiredCase[]): readonly Mistake[] {
  const first = retired.find(({ id }) => id === one.id)
  if (first === undefined || first === one) return []
  const message = `"${one.id}" is already retired (${formatLocation(first.location)}); delete one of the two`
  return [{ message, at: one.location }]
}

/** A successor may be a case of a suite that is not loaded. The name of a suite is the first segment of its ids. */
function checkSuccessor({ id, successor, location }: RetiredCase, suites: readonly Suite[]): readonly Mistake[] {
  const ids = suites.flatMap(({ cases }) => cases.map((one) => one.id))
  const isLoaded = suites.some(({ name }) => name === successor.split('.')[0])
  if (ids.includes(successor) || !isLoaded) return []
  const next = suites.flatMap(({ retired }) => retired).find((one) => one.id === successor && one.id !== id)
  const hint =
    next === undefined ? suggestion(successor, ids) : `; it is also retired, and its successor is "${next.successor}"`
  return [{ message: `"${successor}", the successor of "${id}", is not a case${hint}`, at: location }]
}
