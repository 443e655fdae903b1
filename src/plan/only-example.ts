import { UserError } from '../source/mistake.ts'
import type { PlannedCase } from './planned-case.ts'

/**
 * A property that is tried with one example only.
 * @throws UserError where there is not one case, or it draws nothing.
 */
export function onlyExample(cases: readonly PlannedCase[], path: string): readonly PlannedCase[] {
  const [one, ...others] = cases
  if (one === undefined || others.length > 0)
    throw new UserError(`--path is about one case; ${cases.length} have been chosen: name a row with its brackets`)
  if (one.property === undefined) throw new UserError(`"${one.id}" draws nothing, so it has no --path; leave it out`)
  return [{ ...one, property: { ...one.property, path } }]
}
