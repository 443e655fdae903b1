import { addNew } from '../json/add-new.ts'
import type { Level } from '../contract/contract.ts'
import { chooseEarlyKills, type ChooseEarly } from './early-kills.ts'
import { globbed } from './glob.ts'
import { killsAtLevel } from './kills-at-level.ts'
import { needCounts } from './need-counts.ts'
import { problemsIn } from './problems.ts'
import type { Proof, ProvenCase, ProvenConformant, ProvenFault, ProvenNull } from './proof.ts'
import type { ProofInput } from './proof-input.ts'
import { requirementsWithoutFault } from './requirements-without-fault.ts'
import { smallestSet } from './smallest-set.ts'
import type { FirstKill, FiringResult } from './firing-result.ts'
import type { KnownServer } from './known-server.ts'

/** Concludes a proof from the results of all assignments. */
export function conclude(input: ProofInput): Proof {
  const { servers, full, durationMs } = input
  const of = (kind: KnownServer['kind']): readonly KnownServer[] => servers.filter((one) => one.kind === kind)
  const early = full ? chooseEarlyKills(input) : undefined
  const faults = of('fault').map((server) => faultOf(server, input, early))
  const found = {
    conformant: [...of('reference'), ...of('variant')].map((server) => conformantOf(server, input)),
    nulls: of('null').map((server) => nullOf(server, input)),
    faults,
    cases: casesOf(faults, input),
    withoutFault: input.narrowed.faults ? [] : requirementsWithoutFault(input.contract, servers),
  }
  return {
    full,
    problems: problemsIn(found, input),
    ...found,
    needs: needCounts(faults),
    smallestSet: full ? smallestSet(new Map(faults.map(({ id, by }) => [id, by]))) : [],
    durationMs,
  }
}

function resultsOf({ id }: KnownServer, { results }: ProofInput): readonly FiringResult[] {
  return results.filter(({ server }) => server === id)
}

function conformantOf(server: KnownServer, input: ProofInput): ProvenConformant {
  const results = resultsOf(server, input)
  const kills = results.flatMap((one) => one.kills)
  const rowsAt = (wanted: Level): readonly string[] =>
    kills.flatMap(({ row, level, said }) => {
      if (level !== wanted) return []
      return [said === undefined ? row : `${row} (${said})`]
    })
  const [first] = results
  return {
    id: server.id,
    kind: server.kind,
    about: server.about,
    verdict: first === undefined ? 'not tried' : verdictIn(first),
    accusedBy: rowsAt('must'),
    warnedBy: rowsAt('should'),
    mayWarn: server.mayWarn === true,
    ran: sum(results.map(({ ran }) => ran)),
    skipped: sum(results.map(({ skipped }) => skipped)),
    requests: sum(results.map(({ requests }) => requests)),
  }
}

function verdictIn({ verdict, reason }: FiringResult): string {
  return reason === undefined ? verdict : `${verdict}: ${reason}`
}

/** Rows of a case that share a twin pass where one of them fails: the twin is sent once for all of them, and fails for one. */
function nullOf(server: KnownServer, input: ProofInput): ProvenNull {
  const results = resultsOf(server, input)
  const passed = results.flatMap((one) => one.passed)
  const mayPass = (server.mayPass ?? []).map(({ cases }) => globbed(cases))
  const templates = new Map(input.cases.map(({ id, template }) => [id, template]))
  const withTwin = new Set(
    input.cases.flatMap(({ template, steps }) => (steps[0]?.twin === undefined ? [] : [template])),
  )
  const failed = new Set(results.flatMap(({ kills }) => kills.map(({ row }) => templates.get(row) ?? row)))
  const isExcused = (row: string): boolean => {
    const template = templates.get(row) ?? row
    return (withTwin.has(template) && failed.has(template)) || mayPass.some((may) => may(row) || may(template))
  }
  const excused = passed.filter(isExcused)
  return {
    id: server.id,
    about: server.about,
    passed: passed.filter((row) => !excused.includes(row)),
    excused: excused.length,
  }
}

function faultOf(server: KnownServer, input: ProofInput, early: ChooseEarly | undefined): ProvenFault {
  const { violates = '', outOfReach, source, needs } = server
  const results = resultsOf(server, input)
  const level = input.contract.requirements[violates]?.level ?? 'must'
  const killing = killsAtLevel(
    server,
    results.flatMap(({ kills }) => kills),
    input.contract,
  )
  const first = results.find(({ firstKill }) => firstKill !== undefined)?.firstKill
  return {
    id: server.id,
    about: server.about,
    violates,
    level,
    ...(outOfReach === undefined ? {} : { outOfReach }),
    ...(source === undefined ? {} : { source }),
    ...(needs === undefined ? {} : { needs }),
    ...(server.unsteady === true ? { unsteady: true } : {}),
    killed: killing.length > 0,
    by: [...new Set(killing.map(({ row }) => row))],
    ...(early === undefined ? {} : { early: early(killing) }),
    ...(first === undefined ? {} : firstOf(first)),
    causes: Math.max(0, ...results.map(({ causes }) => causes)),
  }
}

function firstOf({ requests, durationMs, row, value, request }: FirstKill): Partial<ProvenFault> {
  return { requests, durationMs, first: { row, value, request } }
}

/** A case kills each fault that one of its rows kills. */
function casesOf(faults: readonly ProvenFault[], { cases }: ProofInput): readonly ProvenCase[] {
  const templates = new Map(cases.map(({ id, template }) => [id, template]))
  const kills = new Map<string, { readonly row: string; readonly fault: string }[]>()
  for (const { id: fault, by } of faults) {
    const seen = new Set<string>()
    for (const row of by) {
      const template = templates.get(row) ?? row
      if (!addNew(seen, template)) continue
      kills.set(template, [...(kills.get(template) ?? []), { row, fault }])
    }
  }
  return [...new Map(cases.map(({ template, level }) => [template, level]))].map(([id, level]) => {
    const killed = kills.get(id) ?? []
    const [witness] = killed.toSorted((one, other) => rank(one.fault, faults) - rank(other.fault, faults))
    return { id, level, kills: killed.length, ...(witness === undefined ? {} : { witness }) }
  })
}

/** The best witness is the fault that fewest rows kill; unsteady faults come last. */
function rank(fault: string, faults: readonly ProvenFault[]): number {
  const { by = [], unsteady = false } = faults.find(({ id }) => id === fault) ?? {}
  return by.length + (unsteady ? Number.MAX_SAFE_INTEGER / 2 : 0)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
