import { UndrawableSchema } from '../../draw/undrawable-schema.ts'
import { openProperty } from '../draw/open-property.ts'
import type { Contract } from '../../contract/contract.ts'
import type { Validators } from '../../contract/validators.ts'
import { type Mistake, UserError } from '../../source/mistake.ts'
import type { Suite } from '../../suite/suite.ts'
import { planCases } from '../plan.ts'
import type { PlannedCase } from '../planned-case.ts'

/**
 * Opens the source of each property, to find sources without values before any request is sent. Returns a hint for each property
 * whose schema cannot be drawn from: the run skips it.
 * @throws UserError with all mistakes, each at its case.
 */
export async function checkProperties(
  suites: readonly Suite[],
  contract: Contract,
  validators: Validators,
): Promise<readonly Mistake[]> {
  const drawing = suites.map((suite) => ({ ...suite, cases: suite.cases.filter(({ forall }) => forall !== undefined) }))
  const planned = planCases(drawing, contract, 0)
  if (planned.length === 0) return []
  const { EmptyPool } = await import('../../draw/open-source.ts')
  const mistakes: Mistake[] = []
  const skipped: Mistake[] = []
  for (const one of planned) {
    const error = await failureOf(one, { contract, validators })
    if (error === undefined) continue
    if (error instanceof UndrawableSchema)
      skipped.push({ message: `${one.id} will be skipped: ${error.message}`, at: one.location })
    else if (error instanceof EmptyPool) mistakes.push({ message: `${one.id}: ${error.message}`, at: one.location })
    else throw error
  }
  if (mistakes.length > 0) throw new UserError(mistakes)
  return skipped
}

async function failureOf(
  { property, seed }: PlannedCase,
  context: { readonly contract: Contract; readonly validators: Validators },
): Promise<Error | undefined> {
  try {
    if (property !== undefined) await openProperty(property, { seed }, context)
    return undefined
  } catch (error) {
    return error as Error
  }
}
