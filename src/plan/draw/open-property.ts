import type { Contract } from '../../contract/contract.ts'
import type { Validators } from '../../contract/validators.ts'
import type { PropertySource } from '../../draw/property-source.ts'
import type { PlannedCase, PlannedProperty } from '../planned-case.ts'

export interface Opening {
  readonly contract: Contract
  readonly validators: Validators
}

/**
 * Opens the source of a property's values. The first call loads the generators: other cases do not need them.
 * @throws EmptyPool for a source without values.
 */
export async function openProperty(
  { drawing, forall }: PlannedProperty,
  { seed }: Pick<PlannedCase, 'seed'>,
  { contract, validators }: Opening,
): Promise<PropertySource> {
  const { openSource } = await import('../../draw/open-source.ts')
  const source = openSource(drawing, { contract, validators, seed })
  const count = forall?.variations?.length ?? 0
  if (count === 0) return source
  const { withVariations } = await import('../../draw/with-variations.ts')
  return withVariations(source, count, seed)
}
