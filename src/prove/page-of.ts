import type { Contract } from '../contract/contract.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import type { KnownServer } from './known-server.ts'
import type { Fate, PageCase, PageFault, ProofPage } from './proof-page.ts'
import type { ProofRecord } from './record.ts'
import { requirementsWithoutFault } from './requirements-without-fault.ts'

interface PageInput {
  readonly contract: Contract
  readonly cases: readonly PlannedCase[]
  readonly servers: readonly KnownServer[]
}

/** The contents of the page of a proof. A case that the record does not have yet is left out. */
export function pageOf(record: ProofRecord, { contract, cases, servers }: PageInput): ProofPage {
  const rows = new Set(cases.map(({ id }) => id))
  const { conformant, nulls } = record.servers
  const of = (...kinds: readonly KnownServer['kind'][]): readonly KnownServer[] =>
    servers.filter(({ kind }) => kinds.includes(kind))
  return {
    conformant: of('reference', 'variant').map(({ id, about }) => ({ id, about, found: conformant[id] })),
    nulls: of('null').map(({ id, about }) => ({ id, about, found: nulls[id] })),
    faults: of('fault').map((fault) => faultOf(fault, contract, fateOf(fault, record, rows))),
    cases: casesOf(record, cases, rows),
    withoutFault: requirementsWithoutFault(contract, servers),
    smallestSet: record.smallestSet.every((row) => rows.has(row)) ? record.smallestSet : undefined,
  }
}

function faultOf(server: KnownServer, { requirements }: Contract, fate: Fate): PageFault {
  const { id, about, violates = '', source, needs } = server
  return {
    id,
    about,
    violates,
    level: requirements[violates]?.level ?? 'must',
    ...(source === undefined ? {} : { source }),
    ...(needs === undefined ? {} : { needs }),
    fate,
  }
}

function fateOf({ id, outOfReach }: KnownServer, { faults, servers }: ProofRecord, rows: ReadonlySet<string>): Fate {
  const known = faults[id]
  if (known !== undefined && rows.has(known.row))
    return { kind: 'killed', row: known.row, rows: known.rows, causes: known.causes, requests: known.requests }
  if (servers.survivors.includes(id)) return { kind: 'survives' }
  return outOfReach === undefined ? { kind: 'notKnown' } : { kind: 'outOfReach', reason: outOfReach }
}

function casesOf(record: ProofRecord, cases: readonly PlannedCase[], rows: ReadonlySet<string>): readonly PageCase[] {
  return [...new Map(cases.map(({ template, level }) => [template, level]))].flatMap(([id, level]) => {
    const known = record.cases[id]
    if (known === undefined) return []
    const isGone = known.row !== undefined && !rows.has(known.row)
    return [{ id, level, kills: isGone ? undefined : known.kills, fault: isGone ? undefined : known.fault }]
  })
}
