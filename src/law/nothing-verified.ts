import { isAction } from '../resource/is-action.ts'
import type { Resource } from '../resource/model.ts'
import type { Report, Result } from '../report/report.ts'
import type { LawRun } from './law-run.ts'
import { parentOf } from './body/paths.ts'
import { stayForever } from './session/why-not-written.ts'
import { missingPath } from './missing-path.ts'
import type { PlannedLaw } from './plan-laws.ts'
import type { LawSession } from './session/session.ts'

/** The data for a look at a verdict. */
export interface VerdictLook {
  readonly run: Pick<LawRun, 'document' | 'target' | 'scopes' | 'selects' | 'budget'>
  readonly session: Pick<LawSession, 'learned' | 'traffic' | 'model' | 'mayWrite' | 'mayLeave'>
  readonly cases: readonly PlannedLaw[]
  readonly results: readonly Result[]
}

type Decided = Pick<Report, 'verdict' | 'reason'>

/**
 * The verdict of a run after a look at its successes. A target that refused every request has verified nothing, as at a wrong path: the run is
 * inconclusive. The same holds where all creates were refused, or where no member of a writable resource could be made: no write was
 * judged. A violation stays a violation, with the reason beside it. A verdict names the resources of which no member could be made.
 */
export function withoutSuccesses(decided: Decided, looked: VerdictLook): Decided {
  const { verdict, reason } = decided
  if (verdict === 'inconclusive' || reason !== undefined) return decided
  const refusal = (verdict === 'conforms' ? refusedCreates(looked) : undefined) ?? refusedAll(looked)
  if (refusal === undefined) return verdict === 'conforms' ? withUnmade(decided, looked) : decided
  return {
    verdict: verdict === 'violates' ? verdict : 'inconclusive',
    reason: `${refusal}${looked.session.traffic.successes.count > 0 ? '' : hintOf(looked)}`,
  }
}

/** The verdict with the resources that it says nothing of. A whole run that may write, and has made nothing, has no verdict. */
function withUnmade(decided: Decided, looked: VerdictLook): Decided {
  const unmade = unmadeIn(looked)
  if (!isHollow(looked)) return { ...decided, ...unmade }
  const reason = unmade.reason ?? 'no member of any resource could be made'
  return { verdict: 'inconclusive', reason: `${reason}; no law that writes could be checked` }
}

/** True for a whole run that may create, or act, and that has not done so once. */
function isHollow({ run, session: { model, learned, mayWrite } }: VerdictLook): boolean {
  if (run.selects !== undefined || run.budget !== undefined) return false
  const writable = Object.values(model.resources).filter(({ name }) => mayWrite(name))
  const makes = writable.filter(({ create }) => create !== undefined && create.asks !== true)
  const changes = writable.some(({ singleton, updates }) => singleton === true && updates.length > 0)
  const isMade = makes.some(({ name }) => {
    const { way, impossible } = learned.makings.get(name) ?? {}
    return way !== undefined && impossible === undefined
  })
  return makes.length > 0 && !changes && !isMade
}

/** The resources whose laws say nothing, since none of their members could be made or reached. A verdict that conforms has to name them. */
function unmadeIn({ run: { scopes }, session, cases }: VerdictLook): Pick<Report, 'reason'> {
  const resources = new Map(cases.map(({ resource }) => [resource.name, resource]))
  const closed = [...resources.values()].flatMap(({ name, within }) => {
    const open = within.flatMap((one) => ('scope' in one && scopes[one.scope] === undefined ? [one.scope] : []))
    return open.length === 0 ? [] : [{ name, open }]
  })
  const isUnmade = (name: string): boolean => {
    const { impossible, isKept } = session.learned.makings.get(name) ?? {}
    return impossible !== undefined && isKept !== true
  }
  const below = [...resources.values()].filter((one) => isBelow(one, isUnmade, session.model)).map(({ name }) => name)
  const unmade = [...new Set([...[...session.learned.makings.keys()].filter(isUnmade), ...below])].filter(
    (name) => !closed.some((one) => one.name === name),
  )
  const lacking = [...new Set(closed.flatMap(({ open }) => open))]
  const staying = stayingIn([...resources.values()], session)
  const ended = [...resources.keys()].filter(
    (name) => session.learned.makings.get(name)?.stays !== undefined && !unmade.includes(name),
  )
  const reasons = [
    ...(staying.length === 0
      ? []
      : [`at ${staying.map(({ name }) => name).join(', ')}, without ${leaveFlags(staying)}`]),
    ...(unmade.length === 0 ? [] : [`at ${unmade.join(', ')}, of which no member could be made`]),
    ...(ended.length === 0 ? [] : [`in part at ${ended.join(', ')}, of which the run makes no more members`]),
    ...(closed.length === 0
      ? []
      : [`at ${closed.map(({ name }) => name).join(', ')}, without ${lacking.map(scopeFlag).join(' and ')}`]),
  ]
  return reasons.length === 0 ? {} : { reason: `not verified ${reasons.join('; nor ')}` }
}

/** True for a resource whose members stand below one of which none could be made. Actions are no resources of their own here. */
function isBelow(
  resource: Resource,
  isUnmade: (name: string) => boolean,
  model: VerdictLook['session']['model'],
): boolean {
  if (isAction(resource)) return false
  for (let above = parentOf(resource, model); above !== undefined; above = parentOf(above, model))
    if (isUnmade(above.name)) return true
  return false
}

interface Staying {
  readonly name: string
  /** The resource that nothing deletes: this one, or one above it. */
  readonly cause: string
}

/** The resources of which the run makes no member, since it, or one above it, would stay on the target. */
function stayingIn(
  resources: readonly Resource[],
  { model, mayWrite, mayLeave }: VerdictLook['session'],
): readonly Staying[] {
  const isLeft = (resource: Resource): boolean =>
    !isAction(resource) && stayForever(resource, model) && mayWrite(resource.name) && !mayLeave(resource.name)
  const causeOf = (resource: Resource | undefined): string | undefined => {
    if (resource === undefined) return undefined
    return isLeft(resource) ? resource.name : causeOf(parentOf(resource, model))
  }
  return resources.flatMap((resource) => {
    const cause = causeOf(resource)
    return cause === undefined ? [] : [{ name: resource.name, cause }]
  })
}

function leaveFlags(staying: readonly Staying[]): string {
  return [...new Set(staying.map(({ cause }) => `--leave ${cause}`))].join(' and ')
}

function scopeFlag(scope: string): string {
  return `--scope ${scope}=VALUE`
}

function refusedCreates({ session: { learned } }: VerdictLook): string | undefined {
  const known = [...learned.makings.values()]
  if (known.some(({ way, impossible }) => way !== undefined && impossible === undefined)) return undefined
  const refusal = known.find((one) => one.refusal !== undefined)?.refusal
  return refusal === undefined ? undefined : `${refusal}; no law that writes could be checked`
}

/** A case of a file may be about refusals alone, and says so itself. */
function refusedAll({ session: { traffic }, cases, results }: VerdictLook): string | undefined {
  const { successes } = traffic
  const passed = new Set(results.flatMap(({ id, status }) => (status === 'pass' ? [id] : [])))
  const isDeclared = ({ law, planned }: PlannedLaw): boolean =>
    'check' in law && law.declared !== undefined && passed.has(planned.id)
  if (successes.count > 0 || successes.refusal === undefined || cases.some(isDeclared)) return undefined
  return `nothing verified: no request was answered with a success; the first, ${successes.refusal}`
}

function hintOf({ run: { document, target } }: VerdictLook): string {
  const path = missingPath(document.servers, target.name)
  if (path === undefined) return ''
  const meant = URL.canParse(target.name) ? `: give ${target.name.replace(/\/$/, '')}${path}` : ''
  return `; the document has its paths below ${path}, which the target lacks${meant}`
}
