import type { Proof, ProvenFault } from './proof.ts'
import type { ProofInput } from './proof-input.ts'

type Conclusions = Pick<Proof, 'conformant' | 'nulls' | 'faults' | 'cases'>

/** A sentence for each failure of a proof. */
export function problemsIn(found: Conclusions, input: ProofInput): readonly string[] {
  return [
    ...found.conformant.flatMap((server) => accusations(server, input.narrowed)),
    ...found.nulls.flatMap(({ id, passed }) =>
      passed.length === 0 ? [] : [`the null server ${id} passes ${passed.length} cases: ${some(passed)}`],
    ),
    ...found.faults.flatMap((fault) => (input.narrowed.cases ? [] : survival(fault))),
    ...input.results.flatMap(({ server, incompleteFindings }) =>
      incompleteFindings.length === 0 ? [] : [`findings about ${server} are incomplete: ${some(incompleteFindings)}`],
    ),
    ...input.results.flatMap(({ server, left = 0 }) =>
      left === 0 ? [] : [`the run at ${server} leaves ${left} members behind without a word`],
    ),
    ...(input.narrowed.faults ? [] : idleCases(found, input)),
    ...unchecked(input),
  ]
}

function accusations(
  { id, kind, verdict, accusedBy, warnedBy, mayWarn, ran, skipped }: Proof['conformant'][number],
  narrowed: ProofInput['narrowed'],
): readonly string[] {
  const name = kind === 'reference' ? 'the reference' : `the variant ${id}`
  if (accusedBy.length > 0) return [`${name} conforms, and is accused by ${some(accusedBy)}`]
  if (!mayWarn && warnedBy.length > 0) return [`${name} conforms, and is warned by ${some(warnedBy)}`]
  // The server may lack the credentials that the selected cases need.
  const isSkipped = narrowed.cases && skipped === ran
  return verdict === 'conforms' || isSkipped ? [] : [`${name} conforms, and is found ${verdict}`]
}

function survival({ id, about, violates, level, killed, outOfReach, by }: ProvenFault): readonly string[] {
  if (killed && outOfReach !== undefined)
    return [`the fault ${id} is declared out of reach, and is killed by ${some(by)}`]
  if (killed || outOfReach !== undefined) return []
  const what = level === 'must' ? 'survives' : 'gives no warning'
  return [`the fault ${id} (${level} ${violates}) ${what}: ${about}`]
}

/** A case at level observe has no finding of its own, so it need not kill. */
function idleCases({ cases }: Conclusions, { mayIdle }: ProofInput): readonly string[] {
  return cases.flatMap(({ id, level, kills }) =>
    kills > 0 || level === 'observe' || mayIdle?.has(id) === true ? [] : [`the entry ${id} kills nothing`],
  )
}

function unchecked({ contract, cases, invariants, narrowed }: ProofInput): readonly string[] {
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
