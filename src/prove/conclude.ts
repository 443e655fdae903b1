import type { Level } from '../contract/contract.ts'
import { globbed } from './glob.ts'
import { loudKills } from './loud.ts'
import { problemsIn } from './problems.ts'
import type { Evidence, Proof, ProvenCase, ProvenConformant, ProvenFault, ProvenNull } from './proof.ts'
import { smallestSet } from './smallest-set.ts'
import type { Outcome, Subject } from './subject.ts'

/** Draws the conclusions. */
export function conclude(evidence: Evidence): Proof {
  const { subjects, full, durationMs } = evidence
  const of = (kind: Subject['kind']): readonly Subject[] => subjects.filter((one) => one.kind === kind)
  const faults = of('fault').map((subject) => faultOf(subject, evidence))
  const found = {
    conformant: [...of('reference'), ...of('variant')].map((subject) => conformantOf(subject, evidence)),
    nulls: of('null').map((subject) => nullOf(subject, evidence)),
    faults,
    cases: casesOf(faults, evidence),
    withoutFault: withoutFault(evidence),
  }
  return {
    full,
    problems: problemsIn(found, evidence),
    ...found,
    smallestSet: full ? smallestSet(new Map(faults.map(({ id, by }) => [id, by]))) : [],
    durationMs,
  }
}

function outcomesOf({ id }: Subject, { outcomes }: Evidence): readonly Outcome[] {
  return outcomes.filter(({ subject }) => subject === id)
}

function conformantOf(subject: Subject, evidence: Evidence): ProvenConformant {
  const outcomes = outcomesOf(subject, evidence)
  const kills = outcomes.flatMap((one) => one.kills)
  const rowsAt = (wanted: Level): readonly string[] =>
    kills.flatMap(({ row, level, said }) => {
      if (level !== wanted) return []
      return [said === undefined ? row : `${row} (${said})`]
    })
  const [first] = outcomes
  return {
    id: subject.id,
    kind: subject.kind,
    about: subject.about,
    verdict: first === undefined ? 'not tried' : verdictIn(first),
    accusedBy: rowsAt('must'),
    warnedBy: rowsAt('should'),
    mayWarn: subject.mayWarn === true,
    ran: sum(outcomes.map(({ ran }) => ran)),
    requests: sum(outcomes.map(({ requests }) => requests)),
  }
}

function verdictIn({ verdict, reason }: Outcome): string {
  return reason === undefined ? verdict : `${verdict}: ${reason}`
}

function nullOf(subject: Subject, evidence: Evidence): ProvenNull {
  const passed = outcomesOf(subject, evidence).flatMap((one) => one.passed)
  const mayPass = (subject.mayPass ?? []).map(({ cases }) => globbed(cases))
  const templates = new Map(evidence.cases.map(({ id, template }) => [id, template]))
  const excused = passed.filter((row) => mayPass.some((may) => may(row) || may(templates.get(row) ?? row)))
  return {
    id: subject.id,
    about: subject.about,
    passed: passed.filter((row) => !excused.includes(row)),
    excused: excused.length,
  }
}

function faultOf(subject: Subject, evidence: Evidence): ProvenFault {
  const { violates = '', outOfReach } = subject
  const outcomes = outcomesOf(subject, evidence)
  const level = evidence.contract.requirements[violates]?.level ?? 'must'
  const loud = loudKills(
    subject,
    outcomes.flatMap(({ kills }) => kills),
    evidence.contract,
  )
  const first = outcomes.find(({ firstKill }) => firstKill !== undefined)?.firstKill
  return {
    id: subject.id,
    about: subject.about,
    violates,
    level,
    ...(outOfReach === undefined ? {} : { outOfReach }),
    ...(subject.unsteady === true ? { unsteady: true } : {}),
    killed: loud.length > 0,
    by: [...new Set(loud.map(({ row }) => row))],
    ...first,
    causes: Math.max(0, ...outcomes.map(({ causes }) => causes)),
  }
}

/** A case kills what one of its rows kills. */
function casesOf(faults: readonly ProvenFault[], { cases }: Evidence): readonly ProvenCase[] {
  const templates = new Map(cases.map(({ id, template }) => [id, template]))
  const kills = new Map<string, { readonly row: string; readonly fault: string }[]>()
  for (const { id: fault, by } of faults) {
    const seen = new Set<string>()
    for (const row of by) {
      const template = templates.get(row) ?? row
      if (seen.size === seen.add(template).size) continue
      kills.set(template, [...(kills.get(template) ?? []), { row, fault }])
    }
  }
  return [...new Map(cases.map(({ template, level }) => [template, level]))].map(([id, level]) => {
    const killed = kills.get(id) ?? []
    const [witness] = killed.toSorted((one, other) => rank(one.fault, faults) - rank(other.fault, faults))
    return { id, level, kills: killed.length, ...(witness === undefined ? {} : { witness }) }
  })
}

/** Of several, the fault that fewest find says most about the case, but for one that shows now and then only. */
function rank(fault: string, faults: readonly ProvenFault[]): number {
  const { by = [], unsteady = false } = faults.find(({ id }) => id === fault) ?? {}
  return by.length + (unsteady ? Number.MAX_SAFE_INTEGER / 2 : 0)
}

function withoutFault({ contract, subjects, narrowed }: Evidence): readonly string[] {
  if (narrowed.faults) return []
  const violated = new Set(subjects.map(({ violates }) => violates))
  return Object.values(contract.requirements).flatMap(({ id, level, excluded }) =>
    excluded === undefined && level !== 'observe' && !violated.has(id) ? [id] : [],
  )
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
