import { heldTo } from './contract/held-to.ts'
import { checkCredentials } from './config/check-credentials.ts'
import { loadBundle } from './bundle/load-bundle.ts'
import { checkGroupIds, checkGroups } from './config/check-groups.ts'
import { parseTarget } from './config/settings.ts'
import { planCases } from './plan/plan.ts'
import { selectCurrent } from './plan/select-current.ts'
import type { RunEvent } from './report/report.ts'
import { run } from './run/run.ts'
import { UserError } from './source/mistake.ts'
import { suggestion } from './source/suggestion.ts'
import { TOOL } from './source/tool.ts'
import type { Principal } from './suite/suite.ts'
import type { Credentials } from './http/auth/schemes.ts'
import { fetchTarget } from './http/fetch-target.ts'
import { httpTarget } from './http/http-target.ts'
import { DEFAULT_LIMITS, type Limits, type Target } from './http/target.ts'

/** A URL, or a server in this process: a function from a WHATWG Request to a Response. */
export type ConformanceTarget = string | ((request: Request) => Response | Promise<Response>)

/** The options of `runConformance`. */
export interface ConformanceOptions {
  readonly target: ConformanceTarget
  /** The group (project) to work in. A list gives a lane for each group. */
  readonly groupId: string | readonly string[]
  /** A second group, in which the members of the first group must not appear. */
  readonly otherGroupId?: string
  /** Credentials by principal. Cases that need a missing principal are skipped. */
  readonly principals?: Readonly<Partial<Record<Principal, Credentials>>>
  /** Patterns of case ids to run: `*` matches within a segment, `**` across segments. By default all cases run. */
  readonly only?: readonly string[]
  /** Patterns of case ids to leave out. */
  readonly exclude?: readonly string[]
  /** Seed of the random generator for secrets and values. By default each run has a new seed. */
  readonly seed?: number
  /** Minimum number of generated values for each property, besides boundary values; by default 50. */
  readonly runs?: number
  /** The lowest level whose findings make the verdict `violates`; by default must. */
  readonly level?: 'must' | 'should'
  /** The name of a contract of this package, or a folder with a contract.yaml. */
  readonly contract?: string
  /** An earlier version of the contract to hold the server to: newer musts only warn. */
  readonly asOf?: string
  /** Folders or files of suites, instead of the suites of the contract. */
  readonly suites?: readonly string[]
  /** Time limit of a request, in milliseconds; by default 10,000. */
  readonly timeout?: number
  /** Highest number of requests per second; by default unlimited. */
  readonly rate?: number
  /** Keeps the exchanges of all results. By default only results with findings have exchanges. */
  readonly verbose?: boolean
  /** Ends the run after the current request and its clean-up. */
  readonly signal?: AbortSignal
}

/**
 * Runs the suites against a target, as `conform run` does. The last event is the report.
 * @throws UserError for mistakes in options, contract or suites. Behaviour of the target never throws.
 */
export async function* runConformance(options: ConformanceOptions): AsyncGenerator<RunEvent, void, undefined> {
  checkOptions(options)
  const groups = [options.groupId].flat()
  if (groups.length === 0) throw new UserError('groupId is empty; name at least one group')
  checkGroups(groups, options.otherGroupId)
  const { suites, validators, ...loaded } = await loadBundle(options.contract ?? TOOL.contract, options.suites)
  const contract = heldTo(loaded.contract, options.asOf)
  checkCredentials(options.principals ?? {}, contract)
  checkGroupIds([...groups, options.otherGroupId], contract)
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

/** The allowed types of each option, for callers without TypeScript. */
const OPTION_TYPES: { readonly [Name in keyof Required<ConformanceOptions>]: readonly string[] } = {
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
  asOf: ['string'],
  suites: ['list'],
  timeout: ['number'],
  rate: ['number'],
  verbose: ['boolean'],
  signal: ['object'],
}

function checkOptions(options: ConformanceOptions): void {
  const known: Readonly<Record<string, readonly string[] | undefined>> = OPTION_TYPES
  for (const [name, value] of Object.entries(options) as [string, unknown][]) {
    const types = known[name]
    if (types === undefined)
      throw new UserError(`there is no option "${name}"${suggestion(name, Object.keys(OPTION_TYPES))}`)
    const type = Array.isArray(value) ? 'list' : typeof value
    if (value !== undefined && !types.includes(type))
      throw new UserError(`the option "${name}" must be a ${types.join(' or a ')}, not a ${type}`)
  }
}

function createTarget({ target, timeout }: ConformanceOptions): Target {
  const limits: Limits =
    timeout === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, total: timeout, connect: timeout }
  return typeof target === 'string'
    ? httpTarget(parseTarget(target), { limits, proxy: true })
    : fetchTarget(target, limits)
}
