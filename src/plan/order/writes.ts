import { isReadingMethod } from '../../contract/reading-method.ts'
import { drawCase } from '../draw/draw-case.ts'
import type { Contract } from '../../contract/contract.ts'
import { operationOf } from '../../contract/contract.ts'
import type { PlannedCase, PlannedStep } from '../planned-case.ts'

/** The keys that a case may write in the group of its lane. */
export function keysToWriteIn({ given }: Pick<PlannedCase, 'given'>): readonly string[] {
  return [...given.absent, ...given.configured, ...given.beside, ...(given.free ?? [])]
}

/** True if a case claims any key. */
export function writes(planned: Pick<PlannedCase, 'given'>): boolean {
  return keysToWriteIn(planned).length + planned.given.otherAbsent.length > 0
}

/** True if a case uses the other group, which all lanes share. */
export function usesOtherGroup({ given, needs }: Pick<PlannedCase, 'given' | 'needs'>): boolean {
  return given.otherAbsent.length > 0 || (given.free !== undefined && needs.includes('otherGroup'))
}

/** True if a case writes to the other group, or reads there. */
export function needsOtherGroup(planned: Pick<PlannedCase, 'given' | 'needs'>): boolean {
  return usesOtherGroup(planned) || planned.needs.includes('otherGroup')
}

/** True if a case sends reading requests only. */
export function onlyReads(planned: PlannedCase, contract: Contract): boolean {
  return !writes(planned) && drawCase(planned, contract).steps.every((step) => stepReads(step, contract))
}

function stepReads({ request, together = [], twin, then }: PlannedStep, contract: Contract): boolean {
  const reads = [request, twin?.request, ...together.map((one) => one.request)].every(
    (one) => one === undefined || isReadingMethod(one.method ?? operationOf(contract, one.operation).method),
  )
  return reads && then.every((branch) => stepReads(branch, contract))
}
