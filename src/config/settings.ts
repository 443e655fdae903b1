import { existsSync } from 'node:fs'
import { readBytes } from '../source/read-bytes.ts'
import { UserError } from '../source/mistake.ts'
import { whyUnreadable } from '../source/read-text.ts'
import { isLoopback } from './loopback.ts'
import { checkGroups, type LocateGroup } from './check-groups.ts'
import { chooseSources, type NamedVariables, type Sources, type Variables } from './choose-sources.ts'
import { parseTarget } from './parse-target.ts'
import { checkAt, placed } from './placed.ts'
import type { Principal } from '../suite/suite.ts'
import type { Credentials } from '../http/auth/schemes.ts'
import { DEFAULT_LIMITS, type Limits, limitsWithin } from '../http/target.ts'
import { type Config, EMPTY_CONFIG } from './config.ts'
import { BUDGET, IN_FLIGHT, measured, RATE, TIME, WAIT } from './measures.ts'
import type { BudgetLimit } from '../report/budget-report.ts'
import type { TargetFlags } from './target-flags.ts'
import type { UnsetVariable } from './unset.ts'

/** The target of a command, its credentials and limits. The rate is in requests per second. */
export interface ConnectionSettings {
  /** Without a target, a run uses the embedded server. */
  readonly target?: URL
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

/** The settings of a run: those of its connection, and its groups. */
export interface Settings extends ConnectionSettings {
  readonly groups: readonly string[]
  readonly otherGroup?: string
  readonly locateGroup: LocateGroup
}

/** The configuration that is read where no flag names one. */
export const DEFAULT_FILE = 'conform.config.yaml'

/**
 * Reads the configuration file that `--config` names, or `conform.config.yaml` in the working directory. Without a file, the
 * configuration is empty.
 * @throws UserError for a file that cannot be read or has mistakes, and for a file whose name is nearly the default.
 */
export async function readConfig(flags: Pick<TargetFlags, 'config'>, variables: Variables): Promise<Config> {
  const file = flags.config ?? (existsSync(DEFAULT_FILE) ? DEFAULT_FILE : undefined)
  if (file === undefined) {
    refuseOtherNames()
    return EMPTY_CONFIG
  }
  const { loadConfig } = await import('./load-config.ts')
  return loadConfig(file, variables)
}

/** A file that is not read would leave the run at the embedded server, where it conforms. */
function refuseOtherNames(): void {
  const other = ['conform.config.yml', 'conform.config.json'].find((name) => existsSync(name))
  if (other !== undefined)
    throw new UserError(
      `${other} is read only with --config ${other}; add the flag, or rename the file to ${DEFAULT_FILE}`,
    )
}

/**
 * Merges the settings, in this order: flags, the file of `--config`, the environment, the default file. Credentials of the
 * environment go only to a target that comes from the environment or from a flag.
 * @throws UserError for a missing group, an invalid target, time or rate, or an unreadable certificate.
 */
export function decideSettings(flags: TargetFlags, config: Config, environment: NamedVariables): Settings {
  const { target, groups, locateGroup, unset } = chooseSources(flags, config, environment)
  const connection = connectionOf(flags, config, environment)
  if (target !== undefined && groups.length === 0 && !unset.some(({ path }) => path[0] === 'groupId')) {
    throw new UserError('no group is given; name a group with --group-id, or with groupId in the configuration')
  }
  checkGroups({ groups, otherGroup: config.otherGroup, locateGroup })
  return {
    ...connection,
    groups,
    locateGroup,
    ...(config.otherGroup === undefined ? {} : { otherGroup: config.otherGroup }),
    ...(unset.length === 0 ? {} : { unset }),
  }
}

/**
 * Decides the settings of a command that is told of no group, by the order of `decideSettings`.
 * @throws UserError for an invalid target, time or rate, or an unreadable certificate.
 */
export function decideConnection(flags: TargetFlags, config: Config, environment: NamedVariables): ConnectionSettings {
  const unset = chooseSources(flags, config, environment).unset.filter(({ path: [key] }) => !OF_GROUPS.has(String(key)))
  return { ...connectionOf(flags, config, environment), ...(unset.length === 0 ? {} : { unset }) }
}

/** Keys of the file that name groups. */
const OF_GROUPS = new Set(['groupId', 'otherGroupId'])

function connectionOf(flags: TargetFlags, config: Config, environment: NamedVariables): ConnectionSettings {
  const sources = chooseSources(flags, config, environment)
  const { target, principals, unset } = sources
  const url = parsedTarget(sources)
  if (url === undefined) refuseEmpty(environment)
  return {
    ...(url === undefined ? {} : { target: url }),
    principals,
    headers: config.headers,
    ...rateOf(flags, config),
    ...inFlightOf(flags, config),
    concurrency: mayRace(flags, config, url),
    ...budgetOf(flags, config),
    ...(target === undefined && unset.some(({ path }) => path[0] === 'target') ? {} : startOf(flags, config, target)),
    limits: limitsOf(flags, config),
    tls: {
      ...config.tls,
      ...(config.tls.ca === undefined ? {} : { ca: certificatesOf(config.tls.ca, config) }),
      ...(flags.insecure === true ? { insecure: true } : {}),
    },
  }
}

/** An empty variable is most likely a secret that a pipeline lacks: the run would try the embedded server, and conform. */
function refuseEmpty({ names, variables }: NamedVariables): void {
  const empty = names.target.find((name) => variables[name] === '')
  if (empty !== undefined)
    throw new UserError(
      `the environment variable ${empty} is empty; set it to the URL of the target, or unset it to try the embedded server`,
    )
}

/**
 * Decides the target alone, by the order of `decideSettings`.
 * @throws UserError for an invalid target.
 */
export function decideTarget(flags: TargetFlags, config: Config, environment: NamedVariables): URL | undefined {
  return parsedTarget(chooseSources(flags, config, environment))
}

function parsedTarget({ target, targetAt }: Sources): URL | undefined {
  return target === undefined ? undefined : checkAt(targetAt, () => parseTarget(target))
}

/** True where requests may be sent at the same moment: at a target on this machine, or with consent. */
export function mayRace(
  flags: Pick<TargetFlags, 'concurrency'>,
  config: Pick<Config, 'concurrency'>,
  target: URL | undefined,
): boolean {
  return flags.concurrency ?? config.concurrency ?? (target === undefined || isLoopback(target))
}

function limitsOf({ timeout }: TargetFlags, config: Config): Limits {
  const total = measured('--timeout', timeout, TIME) ?? config.timeout
  return {
    ...(total === undefined ? DEFAULT_LIMITS : limitsWithin(total)),
    ...(config.limits.body === undefined ? {} : { body: config.limits.body }),
    ...(config.limits.headers === undefined ? {} : { headers: config.limits.headers }),
  }
}

function rateOf({ rate }: TargetFlags, config: Config): { readonly rate?: number } {
  const value = measured('--rate', rate, RATE) ?? config.rate
  return value === undefined ? {} : { rate: value }
}

function inFlightOf({ inFlight }: TargetFlags, config: Config): Pick<Settings, 'inFlight'> {
  const value = measured('--in-flight', inFlight, IN_FLIGHT) ?? config.inFlight
  return value === undefined ? {} : { inFlight: value }
}

function budgetOf({ budget }: TargetFlags, config: Config): { readonly budget?: BudgetLimit } {
  const value = measured('--budget', budget, BUDGET) ?? config.budget
  return value === undefined ? {} : { budget: value }
}

/** A command of the file starts the server at the target of the file, and no other server. */
function startOf(flags: TargetFlags, config: Config, target: string | undefined): Pick<Settings, 'start' | 'wait'> {
  const start = flags.start ?? (target === config.target ? config.start : undefined)
  const wait = measured('--wait', flags.wait, WAIT) ?? config.wait
  const given = { flags, config }
  if (start?.trim() === '')
    throw mistakeAbout('start', 'takes the command of a server, such as "npm start", not ""', given)
  if (target === undefined && (start !== undefined || wait !== undefined))
    throw mistakeAbout(
      start === undefined ? 'wait' : 'start',
      'needs a target; name the URL of the server with --target, or with target in the configuration',
      given,
    )
  return { ...(start === undefined ? {} : { start }), ...(wait === undefined ? {} : { wait }) }
}

/** A mistake about a value of a flag, or else of the file, where it stands. */
function mistakeAbout(
  key: 'start' | 'wait',
  message: string,
  { flags, config }: { readonly flags: TargetFlags; readonly config: Config },
): unknown {
  if (flags[key] !== undefined) return new UserError(`--${key} ${message}`)
  return placed(new UserError(`${key} in the configuration ${message}`), config.locate?.([key]))
}

function certificatesOf(file: string, { locate }: Config): string {
  return checkAt(locate?.(['tls', 'ca']), () => readCertificates(file))
}

function readCertificates(file: string): string {
  let text: string
  try {
    text = new TextDecoder().decode(readBytes(file))
  } catch (cause) {
    throw new UserError(`the certificate authority file ${file} cannot be read: ${whyUnreadable(cause)}`, { cause })
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw new UserError(`the certificate authority file ${file} is not a PEM certificate`)
  return text
}
