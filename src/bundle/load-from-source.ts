import type { Contract } from '../contract/contract.ts'
import { loadContract } from '../contract/load-contract.ts'
import { ENVIRONMENT_ROLES } from '../http/auth/find-scheme.ts'
import { compileValidators } from '../contract/validators.ts'
import { checkPlan } from '../plan/check/check-plan.ts'
import { checkProperties } from '../plan/check/check-properties.ts'
import { type Mistake, UserError } from '../source/mistake.ts'
import { checkIds, loadSuites } from '../suite/load-suites.ts'
import { withRequirements } from '../suite/own-requirements.ts'
import type { Suite } from '../suite/suite.ts'
import type { Bundle } from './bundle.ts'
import { hintAtRepeats, refuseRepeats } from './check-repeats.ts'
import { isShipped } from './shipped.ts'

/**
 * Reads and checks a contract and the suites of the contract.
 * @throws UserError with every mistake.
 */
export async function loadFromSource(folder: string): Promise<Bundle> {
  const { contract, suites: path } = loadContract(folder, ENVIRONMENT_ROLES)
  const known = { contract, validators: compileValidators(contract) }
  if (!isShipped(path)) return addSuites({ ...known, suites: [] }, [path])
  const { suites, skipped } = await loadAndCheck([path], known)
  const extended = withOwnRequirements(contract, suites)
  refuseRepeats(suites, { beside: [], contract: extended })
  // The suites of this package skip no property: a run would verify less than they say.
  if (skipped.length > 0) throw new UserError(skipped)
  return { ...known, contract: extended, suites: suites.map((suite) => ({ ...suite, hints: [] })) }
}

/**
 * Reads and checks suites of a user for a loaded contract, and adds the suites and their requirements.
 * @throws UserError with every mistake.
 */
export async function addSuites(own: Bundle, paths: readonly string[]): Promise<Bundle> {
  const { suites, skipped } = await loadAndCheck(paths, own)
  const mistakes = checkIds([...own.suites, ...suites])
  if (mistakes.length > 0) throw new UserError(mistakes)
  const contract = withOwnRequirements(own.contract, suites)
  const hinted = suites.map((suite) => ({
    ...suite,
    hints: [...suite.hints, ...skipped.filter(({ at }) => at?.file === suite.file)],
  }))
  return { ...own, contract, suites: [...own.suites, ...hintAtRepeats(hinted, { beside: own.suites, contract })] }
}

function withOwnRequirements(contract: Contract, suites: readonly Suite[]): Contract {
  return withRequirements(
    contract,
    suites.flatMap(({ requirements }) => requirements),
  )
}

/** Checked suites, and a hint for each property that the run skips. */
interface Checked {
  readonly suites: readonly Suite[]
  readonly skipped: readonly Mistake[]
}

async function loadAndCheck(
  paths: readonly string[],
  { contract, validators }: Pick<Bundle, 'contract' | 'validators'>,
): Promise<Checked> {
  const suites = loadSuites(paths, contract)
  const extended = withOwnRequirements(contract, suites)
  checkPlan(suites, extended)
  return { suites, skipped: await checkProperties(suites, extended, validators) }
}
