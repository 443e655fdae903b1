import type { Contract } from '../contract/contract.ts'
import type { OperationStatus, Result } from './report.ts'

/** The answers that a run judged. */
interface JudgedAnswers {
  readonly contract: Contract
  readonly results: readonly Pick<Result, 'findings'>[]
  /** The requirements whose expectations were judged, by operation. */
  readonly judged: ReadonlyMap<string, ReadonlySet<string>>
  /** The violated requirements by operation, also of findings that no result keeps, because they repeat another. */
  readonly violated: ReadonlyMap<string, ReadonlySet<string>>
}

/** The status of each judged requirement by operation, in the order of the contract's operations. */
export function operationStatuses({
  contract,
  results,
  judged,
  violated: repeated,
}: JudgedAnswers): ReadonlyMap<string, Readonly<Record<string, OperationStatus>>> {
  const broken = brokenByOperation(results, repeated)
  const statuses = new Map<string, Record<string, OperationStatus>>()
  for (const operation of inOrder(contract, [...judged.keys(), ...broken.keys()])) {
    const violated = broken.get(operation) ?? new Set()
    for (const id of new Set([...(judged.get(operation) ?? []), ...violated])) {
      const known = statuses.get(id) ?? {}
      known[operation] = statusOf(id, violated, contract)
      statuses.set(id, known)
    }
  }
  return statuses
}

function statusOf(id: string, violated: ReadonlySet<string>, { requirements }: Contract): OperationStatus {
  if (requirements[id]?.level === 'observe') return 'observed'
  return violated.has(id) ? 'violated' : 'verified'
}

/** A requirement that no result violates is violated nowhere: a finding that a case withdrew counts nowhere. */
function brokenByOperation(
  results: JudgedAnswers['results'],
  repeated: JudgedAnswers['violated'],
): ReadonlyMap<string, ReadonlySet<string>> {
  const told = new Set(results.flatMap(({ findings }) => findings.map(({ requirement }) => requirement)))
  const broken = new Map([...repeated].map(([name, ids]) => [name, new Set([...ids].filter((id) => told.has(id)))]))
  for (const { findings } of results)
    for (const { operation, level, requirement } of findings) {
      if (operation === undefined || level === 'observe') continue
      const known = broken.get(operation)
      if (known === undefined) broken.set(operation, new Set([requirement]))
      else known.add(requirement)
    }
  return broken
}

/** The operations of the resource, then others such as `token`. A request of the run itself has none. */
function inOrder({ resource }: Contract, found: readonly string[]): readonly string[] {
  const known = new Set(found)
  const roles = Object.keys(resource.operations)
  const others = [...known].filter((operation) => operation !== '' && !roles.includes(operation))
  return [...roles.filter((role) => known.has(role)), ...others.toSorted()]
}
