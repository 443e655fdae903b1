import { isGating } from './gating.ts'
import { variantOf } from '../contract/keys.ts'
import type { Contract, Level, Requirement } from '../contract/contract.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import type { Invariant } from '../judge/invariant.ts'
import { budgetText, withinBudget } from './budget-text.ts'
import { operationStatuses } from './operation-statuses.ts'
import type { BudgetLimit } from './budget-report.ts'
import type { OperationStatus, RequirementResult, RequirementStatus, Result, ResultStatus, Verdict } from './report.ts'

/** The inputs of a verdict. */
export interface Judgement {
  readonly results: readonly Result[]
  /** The part of a case that matters, by its id. */
  readonly about: (id: string) => AboutCase | undefined
  readonly level: 'must' | 'should'
  readonly interrupted: boolean
  /** The reason why the run did not start, or ended early. */
  readonly reason: string | undefined
  /** Members that the run created and could not remove. */
  readonly leftBehind: readonly string[]
  /** The budget, where it left out a part of the plan. */
  readonly cutBy?: BudgetLimit | undefined
  /** The sentence about baseline entries that are mended, expired or without a match. */
  readonly stale?: string | undefined
}

/** The part of a planned case that a verdict needs. */
export interface AboutCase {
  readonly level: Level
  /** True if the case claims a key whose type the contract describes. */
  readonly writes: boolean
}

/** Looks planned cases up. */
export function aboutCases(cases: readonly PlannedCase[], contract: Contract): Judgement['about'] {
  const byId = new Map(cases.map((one) => [one.id, one]))
  return (id) => {
    const planned = byId.get(id)
    return planned === undefined ? undefined : { level: planned.level, writes: writes(planned, contract) }
  }
}

/** The reason of an interrupted run. */
export const INTERRUPTED = 'the run was interrupted'

/** The verdict of a run, with a reason for an inconclusive verdict or an early end. */
export function decideVerdict(judgement: Judgement): { readonly verdict: Verdict; readonly reason?: string } {
  const { results, level, interrupted, reason, leftBehind, stale } = judgement
  const gates = (found: string): boolean => found === 'must' || level === 'should'
  const violated = results.some(({ findings }) => findings.some((finding) => isGating(finding, level)))
  const doubt = reason ?? (interrupted ? INTERRUPTED : (doubtIn(judgement, gates) ?? notRemoved(leftBehind)))
  const why = reason ?? stale
  if (violated || stale !== undefined) return { verdict: 'violates', ...(why === undefined ? {} : { reason: why }) }
  return doubt === undefined ? { verdict: 'conforms' } : { verdict: 'inconclusive', reason: doubt }
}

/** The reason of a run that left members behind: the target kept what it was asked to delete, or gave no answer. */
function notRemoved([first, ...others]: readonly string[]): string | undefined {
  if (first === undefined) return undefined
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  return `the run could not remove what it created: ${first}${more}`
}

function doubtIn({ results, about, cutBy }: Judgement, gates: (level: string) => boolean): string | undefined {
  const ran = results.filter(({ status }) => status !== 'skip')
  if (results.length === 0 && cutBy !== undefined)
    return `no case ran within the budget of ${budgetText(cutBy)}; give a larger budget`
  if (ran.length === 0) return 'no case ran'
  const writing = results.filter(({ id }) => about(id)?.writes === true)
  const [first] = writing
  if (first !== undefined && writing.every(({ status }) => status === 'skip'))
    return `no writing case could run: ${first.reason ?? 'all were skipped'}`
  const open = ran.find(({ id, status }) => status === 'inconclusive' && gates(about(id)?.level ?? 'must'))
  return open === undefined ? undefined : `"${open.id}" was inconclusive: ${open.reason ?? 'no reason'}`
}

function writes({ given: { absent, configured } }: PlannedCase, contract: Contract): boolean {
  return [...absent, ...configured].some((key) => variantOf(contract, key) !== undefined)
}

/** The count of results by status. */
export function countTotals(results: readonly Result[]): Readonly<Record<ResultStatus, number>> {
  const totals = { pass: 0, fail: 0, warn: 0, skip: 0, inconclusive: 0 }
  for (const { status } of results) totals[status] += 1
  return totals
}

/** The inputs for the statuses of requirements. */
export interface Coverage {
  /** The budget, where it left out a part of the plan. */
  readonly cutBy?: BudgetLimit | undefined
  /** The needs that are not met, such as `needs otherGroupId`, by the ids of cases. Only known where the run has a budget. */
  readonly unmet?: ReadonlyMap<string, string>
  /** The reason for an early end. */
  readonly reason: string | undefined
  /** The selected cases. */
  readonly cases: readonly PlannedCase[]
  /** The cases of other shards of the run. */
  readonly elsewhere: readonly PlannedCase[]
  /** True if only some of the cases are selected. */
  readonly narrowed: boolean
  readonly contract: Contract
  readonly invariants: readonly Invariant[]
  readonly results: readonly Result[]
  /** The requirements whose expectations were judged, by operation. */
  readonly judged: ReadonlyMap<string, ReadonlySet<string>>
  /** The violated requirements by operation, also of findings that no result keeps. */
  readonly violated: ReadonlyMap<string, ReadonlySet<string>>
}

/** The status of each requirement. Cases that did not run verify nothing. */
export function judgeRequirements(coverage: Coverage): readonly RequirementResult[] {
  const involved = involvedResults(coverage.results)
  const always = new Set(coverage.invariants.flatMap(({ expect }) => expect.map(({ requirement }) => requirement)))
  const { reason, cutBy, narrowed, cases, results } = coverage
  const selected = new Set(cases.flatMap(({ requirements }) => requirements))
  const elsewhere = new Set(coverage.elsewhere.flatMap(({ requirements }) => requirements))
  const open = openRequirements(notReached(cases, results), coverage.unmet)
  const operations = operationStatuses(coverage)
  const judging = { reason, cutBy, involved, always, narrowed, selected, elsewhere, open, operations }
  const judged = new Set([...coverage.judged.values()].flatMap((ids) => [...ids]))
  return Object.values(coverage.contract.requirements).map((one) => judgeRequirement(one, judging, judged))
}

/** The selected cases without a result. */
export function notReached(cases: readonly PlannedCase[], results: readonly Result[]): readonly PlannedCase[] {
  const reached = new Set(results.map(({ id }) => id))
  return cases.filter(({ id }) => !reached.has(id))
}

function openRequirements(
  cases: readonly PlannedCase[],
  unmet: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string | undefined> {
  const open = new Map<string, string | undefined>()
  for (const { id, requirements } of cases) {
    const need = unmet.get(id)
    for (const requirement of requirements)
      if (need === undefined || !open.has(requirement)) open.set(requirement, need)
  }
  return open
}

interface Involved {
  readonly broken: Result[]
  readonly declared: Result[]
}

const NO_RESULTS: Involved = { broken: [], declared: [] }

interface Judging extends Pick<Coverage, 'cutBy'> {
  readonly reason: string | undefined
  readonly involved: ReadonlyMap<string, Involved>
  /** Requirements of invariants. */
  readonly always: ReadonlySet<string>
  readonly narrowed: boolean
  /** Requirements of selected cases. */
  readonly selected: ReadonlySet<string>
  /** Requirements of cases of other shards. */
  readonly elsewhere: ReadonlySet<string>
  /** Requirements of selected cases that the run did not reach, with the need that no such case has met; undefined where one could run. */
  readonly open: ReadonlyMap<string, string | undefined>
  readonly operations: ReadonlyMap<string, Readonly<Record<string, OperationStatus>>>
}

/** The results that break or declare each requirement. */
function involvedResults(results: readonly Result[]): ReadonlyMap<string, Involved> {
  const found = new Map<string, Involved>()
  const of = (id: string): Involved => {
    const known = found.get(id) ?? { broken: [], declared: [] }
    found.set(id, known)
    return known
  }
  for (const result of results) {
    for (const id of new Set(result.findings.map(({ requirement }) => requirement))) of(id).broken.push(result)
    for (const id of result.requirements) of(id).declared.push(result)
  }
  return found
}

function judgeRequirement(requirement: Requirement, judging: Judging, judged: ReadonlySet<string>): RequirementResult {
  const { id, level, text, excluded, since, coming } = requirement
  const { broken, declared } = judging.involved.get(id) ?? NO_RESULTS
  const operations = excluded === undefined ? judging.operations.get(id) : undefined
  const cases = [...new Set([...declared, ...broken].map((result) => result.id))]
  const of = (status: RequirementStatus, why?: string): RequirementResult => ({
    id,
    level,
    text,
    ...(since === undefined ? {} : { since }),
    status,
    cases,
    ...(operations === undefined ? {} : { operations }),
    ...(why === undefined ? {} : { reason: why }),
  })
  if (excluded !== undefined) return of('excluded', excluded)
  if (coming === true && broken.length > 0) return of('coming', `a must since version ${since ?? ''}`)
  if (level !== 'observe' && broken.length > 0) return of('violated')
  if (judged.has(id)) return of(level === 'observe' ? 'observed' : 'verified')
  const { narrowed, selected, elsewhere } = judging
  if (!selected.has(id) && elsewhere.has(id)) return { ...of('excluded', OTHER_SHARD), selected: false }
  if (narrowed && !selected.has(id)) return { ...of('excluded', NO_SUCH_CASE), selected: false }
  return of('unverified', whyNot(id, declared, judging))
}

const OTHER_SHARD = 'only cases of other shards check this requirement'
const NO_SUCH_CASE = 'no selected case checks this requirement'
const NO_SUCH_ANSWER = 'no answer of the run met the condition of this requirement'

function whyNot(id: string, declared: readonly Result[], { reason, cutBy, always, selected, open }: Judging): string {
  const [first] = declared
  const isOpen = open.has(id) || (always.has(id) && !selected.has(id)) || first?.reason === reason
  if (reason !== undefined && isOpen) return `not reached: ${reason}`
  if (cutBy !== undefined && open.has(id)) return open.get(id) ?? withinBudget(cutBy)
  if (first === undefined) return always.has(id) ? NO_SUCH_ANSWER : NO_SUCH_CASE
  return commonReason(declared) ?? 'no case reached a check of this requirement'
}

/** The reason of most cases; of as many, the first. */
function commonReason(results: readonly Result[]): string | undefined {
  const counts = new Map<string, number>()
  for (const { reason } of results) if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0]
}
