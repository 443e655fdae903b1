import { operationOf, type Contract } from '../../contract/contract.ts'
import { isReadingMethod } from '../../contract/reading-method.ts'
import type { PlannedTogether } from '../../plan/planned-case.ts'

/** The rounds between two in which clients take turns, as a count. */
const EVERY = 5

/** How often the writer sends its requests, and each reader its own, as counts. Together they take about as long. */
const [WRITES, READS] = [4, 6]

/**
 * The requests of a moment by client: each client sends its next request after its last answer. Usually each request is a client of its own. In
 * each fifth round one client writes, and each reader reads without a pause: a state that lasts for a part of a write is met by a read among many,
 * and never by requests that arrive at once. Only updates by PUT are sent again, as a create or a delete would be answered in another way.
 */
export function clientsOf(
  shots: readonly PlannedTogether[],
  round: number,
  contract: Contract,
): readonly (readonly PlannedTogether[])[] {
  const methodOf = ({ request }: PlannedTogether): string =>
    request.method ?? operationOf(contract, request.operation).method
  const writes = shots.filter((shot) => !isReadingMethod(methodOf(shot)))
  const reads = shots.filter((shot) => isReadingMethod(methodOf(shot)))
  const takesTurns = round % EVERY === 0 && reads.length > 0 && writes.length > 0
  if (!takesTurns || writes.some((shot) => methodOf(shot) !== 'PUT')) return shots.map((shot) => [shot])
  return [repeated(writes, WRITES), ...reads.map((read) => repeated([read], READS))]
}

function repeated<T>(values: readonly T[], times: number): readonly T[] {
  return Array.from({ length: times }, () => values).flat()
}
