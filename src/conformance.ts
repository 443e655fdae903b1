import { loadBundle } from './bundle/load-bundle.ts'
import { checkGroups } from './config/check-groups.ts'
import { parseTarget } from './config/settings.ts'
import { planCases } from './plan/plan.ts'
import { selectCurrent } from './plan/select-current.ts'
import type { RunEvent } from './report/report.ts'
import { run } from './run/run.ts'
import { UserError } from './source/mistake.ts'
import { suggestion } from './source/suggestion.ts'
import { TOOL } from './source/tool.ts'
import type { Principal } from './suite/suite.ts'
import type { Credentials } from './http/auth/credentials.ts'
import { fetchTarget } from './http/fetch-target.ts'
import { httpTarget } from './http/http-target.ts'
import { DEFAULT_LIMITS, type Limits, type Target } from './http/target.ts'

/** A URL, or a server in this very process: a function from a WHATWG Request to a Response. */
export type ConformanceTarget = string | ((request: Request) => Response | Promise<Response>)

export interface ConformanceOptions {
  readonly target: ConformanceTarget
  /** The group to work in; of several, each is a lane. */
  readonly groupId: string | readonly string[]
  /** A second group, which must not see what is written in the first. */
  readonly otherGroupId?: string
  /** Without any, no credentials are sent and the cases that need them are skipped. */
  readonly principals?: Readonly<Partial<Record<Principal, Credentials>>>
  /** Patterns of case ids: `*` within a segment, `**` across. */
  readonly only?: readonly string[]
  readonly exclude?: readonly string[]
  /** What secrets and values are drawn from; by default another one each time. */
  readonly seed?: number
  /** How many values a property is tried with, beyond its boundaries at least; by default 50. */
  readonly runs?: number
  /** Which findings make the verdict `violates`; by default must. */
  readonly level?: 'must' | 'should'
  /** The name of a contract of this package, or a folder with a contract.yaml. */
  readonly contract?: string
  /** Folders or files of suites in place of the contract's own. */
  readonly suites?: readonly string[]
  /** For one request, in milliseconds; by default 10,000. */
  readonly timeout?: number
  /** Requests a second, at most. */
  readonly rate?: number
  /** Keep the exchanges of every result, not only of those with findings. */
  readonly verbose?: boolean
  readonly signal?: AbortSignal
}

/**
 * Fires the suites at a target, as the command line does, and tells what comes of it. The last event is the report.
 * @throws UserError where options, contract or suites are wrong; what the target does is never thrown.
 */
export async function* runConformance(options: ConformanceOptions): AsyncGenerator<RunEvent, void, undefined> {
  checkOptions(options)
  const groups = [options.groupId].flat()
  if (groups.length === 0) throw new UserError('groupId names no group to work in')
  checkGroups(groups, options.otherGroupId)
  const { contract, suites, validators } = await loadBundle(options.contract ?? TOOL.contract, options.suites)
  const seed = options.seed ?? Math.trunc(Math.random() * 2 ** 31)
  const { otherGroupId, rate, runs, verbose, signal } = options
  const { only = [], exclude = [] } = options
  const asked = { patterns: only, excluded: exclude, suites }
  const { cases } = selectCurrent(planCases(suites, contract, seed), asked)
  yield* run({
    contract,
    validators,
    cases,
    invariants: suites.flatMap(({ invariants }) => invariants),
    target: createTarget(options),
    groups,
    ...(otherGroupId === undefined ? {} : { otherGroup: otherGroupId }),
    principals: options.principals ?? {},
    seed,
    level: options.level ?? 'must',
    ...(rate === undefined ? {} : { rate }),
    ...(runs === undefined ? {} : { runs }),
    ...(verbose === undefined ? {} : { verbose }),
    ...(signal === undefined ? {} : { signal }),
  })
}

/** What each option may be, for those who write no TypeScript. */
const OPTIONS: { readonly [Name in keyof Required<ConformanceOptions>]: readonly string[] } = {
  target: ['string', 'function'],
  groupId: ['string', 'list'],
  otherGroupId: ['string'],
  principals: ['object'],
  only: ['list'],
  exclude: ['list'],
  seed: ['number'],
  runs: ['number'],
  level: ['string'],
  contract: ['string'],
  suites: ['list'],
  timeout: ['number'],
  rate: ['number'],
  verbose: ['boolean'],
  signal: ['object'],
}

function checkOptions(options: ConformanceOptions): void {
  const known: Readonly<Record<string, readonly string[] | undefined>> = OPTIONS
  for (const [name, value] of Object.entries(options) as [string, unknown][]) {
    const types = known[name]
    if (types === undefined)
      throw new UserError(`there is no option "${name}"${suggestion(name, Object.keys(OPTIONS))}`)
    const type = Array.isArray(value) ? 'list' : typeof value
    if (value !== undefined && !types.includes(type))
      throw new UserError(`the option "${name}" is a ${types.join(' or a ')}, not a ${type}`)
  }
}

function createTarget({ target, timeout }: ConformanceOptions): Target {
  const limits: Limits =
    timeout === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, total: timeout, connect: timeout }
  return typeof target === 'string'
    ? httpTarget(parseTarget(target), { limits, proxy: true })
    : fetchTarget(target, limits)
}
