import type { Evidence, Proof, ProvenFault } from './proof.ts'

type Found = Pick<Proof, 'conformant' | 'nulls' | 'faults' | 'cases'>

/** What must not be, each in a sentence. */
export function problemsIn(found: Found, evidence: Evidence): readonly string[] {
  return [
    ...found.conformant.flatMap(accusations),
    ...found.nulls.flatMap(({ id, passed }) =>
      passed.length === 0 ? [] : [`the null server ${id} passes ${passed.length} cases: ${some(passed)}`],
    ),
    ...found.faults.flatMap((fault) => (evidence.narrowed.cases ? [] : survival(fault))),
    ...evidence.outcomes.flatMap(({ subject, useless }) =>
      useless.length === 0 ? [] : [`findings about ${subject} are of no use: ${some(useless)}`],
    ),
    ...(evidence.narrowed.faults ? [] : idleCases(found)),
    ...unchecked(evidence),
  ]
}

function accusations({
  id,
  kind,
  verdict,
  accusedBy,
  warnedBy,
  mayWarn,
}: Proof['conformant'][number]): readonly string[] {
  const name = kind === 'reference' ? 'the reference' : `the variant ${id}`
  if (accusedBy.length > 0) return [`${name} conforms, and is accused by ${some(accusedBy)}`]
  if (!mayWarn && warnedBy.length > 0) return [`${name} conforms, and is warned by ${some(warnedBy)}`]
  return verdict === 'conforms' ? [] : [`${name} conforms, and is found ${verdict}`]
}

function survival({ id, about, violates, level, killed, outOfReach, by }: ProvenFault): readonly string[] {
  if (killed && outOfReach !== undefined)
    return [`the fault ${id} is found by ${some(by)}, though it is said to be out of reach`]
  if (killed || outOfReach !== undefined) return []
  const what = level === 'must' ? 'survives' : 'gives no warning'
  return [`the fault ${id} (${level} ${violates}) ${what}: ${about}`]
}

/** What is only observed accuses nobody. */
function idleCases({ cases }: Found): readonly string[] {
  return cases.flatMap(({ id, level, kills }) =>
    kills > 0 || level === 'observe' ? [] : [`the case ${id} kills nothing`],
  )
}

function unchecked({ contract, cases, invariants, narrowed }: Evidence): readonly string[] {
  if (narrowed.cases) return []
  const checked = new Set([
    ...cases.flatMap(({ requirements }) => requirements),
    ...invariants.flatMap(({ expect }) => expect.map(({ requirement }) => requirement)),
  ])
  return Object.values(contract.requirements).flatMap(({ id, excluded }) =>
    excluded === undefined && !checked.has(id) ? [`the requirement ${id} has neither a case nor an exclusion`] : [],
  )
}

function some(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
}
