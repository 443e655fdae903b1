import { UserError } from '../../source/mistake.ts'
import type { PlannedCase } from '../planned-case.ts'

/**
 * A property with the example at `path` only.
 * @throws UserError for more or fewer cases than one, or for a case that is not a property.
 */
export function onlyExample(cases: readonly PlannedCase[], path: string): readonly PlannedCase[] {
  const [one, ...others] = cases
  if (one === undefined || others.length > 0)
    throw new UserError(
      `--path needs exactly one case, and ${cases.length} are selected; name one row with its brackets`,
    )
  if (one.property === undefined)
    throw new UserError(`"${one.id}" draws no values, so --path does not apply; omit --path`)
  return [{ ...one, property: { ...one.property, path } }]
}
