import { existsSync, readFileSync } from 'node:fs'
import type { Environment } from '../contract/contract.ts'
import { UserError } from '../source/mistake.ts'
import { isLoopback } from './loopback.ts'
import { checkGroups } from './check-groups.ts'
import type { Principal } from '../suite/suite.ts'
import { ALL_SCHEMES } from '../http/auth/find-scheme.ts'
import type { Credentials } from '../http/auth/schemes.ts'
import { DEFAULT_LIMITS, type Limits } from '../http/target.ts'
import { type Config, EMPTY_CONFIG } from './config.ts'
import { MOST_IN_FLIGHT, parseBudget, parseCount, parseDuration, parseRate } from './units.ts'
import type { BudgetLimit } from '../report/report.ts'
import type { UnsetVariable } from './unset.ts'

/** The flags about the target. */
export interface TargetFlags {
  readonly target?: string
  readonly groupId?: readonly string[]
  readonly config?: string
  readonly timeout?: string
  readonly rate?: string
  readonly inFlight?: string
  readonly concurrency?: boolean
  readonly insecure?: boolean
  readonly start?: string
  readonly wait?: string
  readonly budget?: string
}

/**
 * The target of a run, its groups, credentials and limits. Without a target, the run uses the embedded server. The rate is in
 * requests per second.
 */
export interface Settings {
  readonly target?: URL
  readonly groups: readonly string[]
  readonly otherGroup?: string
  readonly principals: Readonly<Partial<Record<Principal, Credentials>>>
  readonly headers: Readonly<Record<string, string>>
  readonly rate?: number
  /** The most requests that a lane sends side by side. */
  readonly inFlight?: number
  /** True if cases may send requests at the same moment: by default only to a target on this machine. */
  readonly concurrency: boolean
  readonly budget?: BudgetLimit
  readonly limits: Limits
  readonly tls: { readonly ca?: string; readonly insecure?: boolean }
  /** The unset variables of the file that the settings rest on. */
  readonly unset?: readonly UnsetVariable[]
  /** The shell command that starts the server of the target. */
  readonly start?: string
  /** The time that the target has until its first answer, in milliseconds. */
  readonly wait?: number
}

type Variables = Readonly<Record<string, string | undefined>>

const DEFAULT_FILE = 'conform.config.yaml'

/**
 * Reads the configuration file that `--config` names, or `conform.config.yaml` in the working directory. Without a file, the
 * configuration is empty.
 * @throws UserError for a file that cannot be read or has mistakes.
 */
export async function readConfig(flags: Pick<TargetFlags, 'config'>, variables: Variables): Promise<Config> {
  const file = flags.config ?? (existsSync(DEFAULT_FILE) ? DEFAULT_FILE : undefined)
  if (file === undefined) return EMPTY_CONFIG
  const { loadConfig } = await import('./load-config.ts')
  return loadConfig(file, variables)
}

/**
 * Merges the settings, in this order: flags, the file of `--config`, the environment, the default file. Credentials of the
 * environment go only to a target that comes from the environment or from a flag.
 * @throws UserError for a missing group, an invalid target, time or rate, or an unreadable certificate.
 */
export function decideSettings(
  flags: TargetFlags,
  config: Config,
  environment: { names: Environment; variables: Variables },
): Settings {
  const { target, groups, principals, unset } = chooseSources(flags, config, environment)
  if (target !== undefined && groups.length === 0 && !unset.some(({ path }) => path[0] === 'groupId')) {
    throw new UserError('no group is given; name a group with --group-id, or with groupId in the configuration')
  }
  checkGroups(groups, config.otherGroup)
  return {
    ...(target === undefined ? {} : { target: parseTarget(target) }),
    groups,
    ...(config.otherGroup === undefined ? {} : { otherGroup: config.otherGroup }),
    principals,
    headers: config.headers,
    ...rateOf(flags, config),
    ...inFlightOf(flags, config),
    concurrency: mayRace(flags, config, target === undefined ? undefined : parseTarget(target)),
    ...budgetOf(flags, config),
    ...(target === undefined && unset.some(({ path }) => path[0] === 'target') ? {} : startOf(flags, config, target)),
    limits: limitsOf(flags, config),
    tls: {
      ...config.tls,
      ...(config.tls.ca === undefined ? {} : { ca: readCertificates(config.tls.ca) }),
      ...(flags.insecure === true ? { insecure: true } : {}),
    },
    ...(unset.length === 0 ? {} : { unset }),
  }
}

interface Sources extends Pick<Settings, 'groups' | 'principals'> {
  readonly target: string | undefined
  readonly unset: readonly UnsetVariable[]
}

/** Chooses target, groups and principals. A key of the file whose variable is unset keeps its place in the order. */
function chooseSources(
  flags: TargetFlags,
  config: Config,
  { names, variables }: { names: Environment; variables: Variables },
): Sources {
  const named = flags.config !== undefined
  const { unset = [] } = config
  const isUnset = (key: string): boolean => unset.some(({ path }) => path[0] === key)
  const fromEnvironment = readEnvironment(names, variables)
  const order = named ? [config, fromEnvironment] : [fromEnvironment, config]
  const targetFrom = order.find((one) => one.target !== undefined || (one === config && isUnset('target')))
  const groupsFrom = order.find((one) => one.groups.length > 0 || (one === config && isUnset('groupId')))
  const target = flags.target ?? targetFrom?.target
  const ownCredentials = Object.keys(config.principals).length > 0 || isUnset('principals')
  const trusts = target !== undefined && (flags.target !== undefined || target === fromEnvironment.target)
  const ofEnvironment = trusts && Object.keys(fromEnvironment.principals).length > 0
  const fromFile = !ofEnvironment || (named && ownCredentials)
  const isEmbedded = target === undefined && targetFrom === undefined
  const matters: Readonly<Record<string, boolean>> = {
    target: flags.target === undefined && targetFrom === config,
    groupId: flags.groupId === undefined && groupsFrom === config,
    principals: fromFile && !isEmbedded,
    otherGroupId: !isEmbedded,
    rate: flags.rate === undefined,
    inFlight: flags.inFlight === undefined,
    timeout: flags.timeout === undefined,
    budget: flags.budget === undefined,
    start: flags.start === undefined,
    wait: flags.wait === undefined,
    ...NEVER_SETTINGS,
  }
  return {
    target,
    groups: flags.groupId ?? groupsFrom?.groups ?? [],
    principals: fromFile ? config.principals : fromEnvironment.principals,
    unset: unset.filter(({ path: [key] }) => matters[String(key)] ?? true),
  }
}

/** Keys of the file that are no settings of a run. */
const NEVER_SETTINGS = { contract: false, asOf: false, suites: false, baseline: false }

/**
 * Decides the target alone, by the order of `decideSettings`.
 * @throws UserError for an invalid target.
 */
export function decideTarget(
  flags: TargetFlags,
  config: Config,
  environment: { names: Environment; variables: Variables },
): URL | undefined {
  const { target } = chooseSources(flags, config, environment)
  return target === undefined ? undefined : parseTarget(target)
}

/** True where requests may be sent at the same moment: at a target on this machine, or with consent. */
export function mayRace(
  flags: Pick<TargetFlags, 'concurrency'>,
  config: Pick<Config, 'concurrency'>,
  target: URL | undefined,
): boolean {
  return flags.concurrency ?? config.concurrency ?? (target === undefined || isLoopback(target))
}

function readEnvironment(names: Environment, variables: Variables): Pick<Config, 'target' | 'groups' | 'principals'> {
  const get = (name: string): string | undefined => (variables[name] === '' ? undefined : variables[name])
  const target = names.target.map(get).find((value) => value !== undefined)
  const group = names.scope === undefined ? undefined : get(names.scope)
  const owner = credentialsIn(names, get)
  return {
    ...(target === undefined ? {} : { target }),
    groups: group === undefined ? [] : [group],
    principals: owner === undefined ? {} : { owner },
  }
}

/** The credentials of the first scheme for which every variable is set. */
function credentialsIn(
  { credentials }: Environment,
  get: (name: string) => string | undefined,
): Credentials | undefined {
  for (const { name, environment } of ALL_SCHEMES) {
    const own = environment?.map((role) => [role, get(credentials[name]?.[role] ?? '')] as const)
    if (own?.every(([, value]) => value !== undefined) === true)
      return { [name]: Object.fromEntries(own) } as unknown as Credentials
  }
  return undefined
}

/**
 * Parses the URL of a target: http or https, without credentials, query and fragment.
 * @throws UserError for any other text; the message does not repeat credentials.
 */
export function parseTarget(text: string): URL {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    const shown = text.replace(/[^/]*@/, '…@')
    throw new UserError(`"${shown}" is not a target; a target is an HTTP URL such as http://127.0.0.1:8080`)
  }
  const url = new URL(text)
  if (url.username !== '' || url.password !== '')
    throw new UserError(
      'the URL of the target holds credentials; move the credentials to "principals" in the configuration',
    )
  if (url.search !== '' || url.hash !== '')
    throw new UserError('the URL of the target holds a query or a fragment; a target is an origin and a path')
  return url
}

function limitsOf({ timeout }: TargetFlags, config: Config): Limits {
  const total = timeout === undefined ? config.timeout : parseDuration(timeout)
  if (timeout !== undefined && total === undefined)
    throw new UserError(`--timeout takes a time such as 10s or 500 (milliseconds), not "${timeout}"`)
  const limits = {
    ...DEFAULT_LIMITS,
    ...(total === undefined ? {} : { total, connect: Math.min(total, DEFAULT_LIMITS.connect) }),
    ...(config.limits.body === undefined ? {} : { body: config.limits.body }),
    ...(config.limits.headers === undefined ? {} : { headers: config.limits.headers }),
  }
  return limits
}

function rateOf({ rate }: TargetFlags, config: Config): { readonly rate?: number } {
  const value = rate === undefined ? config.rate : parseRate(rate)
  if (rate !== undefined && value === undefined) throw new UserError(`--rate takes a rate such as 10/s, not "${rate}"`)
  return value === undefined ? {} : { rate: value }
}

function inFlightOf({ inFlight }: TargetFlags, config: Config): Pick<Settings, 'inFlight'> {
  const value = inFlight === undefined ? config.inFlight : parseCount(inFlight)
  if (inFlight !== undefined && value === undefined)
    throw new UserError(`--in-flight takes a whole number from 1 to ${MOST_IN_FLIGHT}, not "${inFlight}"`)
  return value === undefined ? {} : { inFlight: value }
}

function budgetOf({ budget }: TargetFlags, config: Config): { readonly budget?: BudgetLimit } {
  const value = budget === undefined ? config.budget : parseBudget(budget)
  if (budget !== undefined && value === undefined)
    throw new UserError(`--budget takes requests such as 2000r or a time such as 60s, not "${budget}"`)
  return value === undefined ? {} : { budget: value }
}

/** A command of the file starts the server at the target of the file, and no other server. */
function startOf(flags: TargetFlags, config: Config, target: string | undefined): Pick<Settings, 'start' | 'wait'> {
  const start = flags.start ?? (target === config.target ? config.start : undefined)
  const wait = flags.wait === undefined ? config.wait : parseDuration(flags.wait)
  if (flags.wait !== undefined && wait === undefined)
    throw new UserError(`--wait takes a time such as 30s, not "${flags.wait}"`)
  if (target === undefined && (start !== undefined || wait !== undefined))
    throw new UserError(
      `${start === undefined ? '--wait' : '--start'} needs a target; name the URL of the server with --target, or with target in the configuration`,
    )
  return { ...(start === undefined ? {} : { start }), ...(wait === undefined ? {} : { wait }) }
}

function readCertificates(file: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new UserError(`the certificate authority file ${file} cannot be read`, { cause })
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw new UserError(`the certificate authority file ${file} is not a PEM certificate`)
  return text
}
