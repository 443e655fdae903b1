import type { Environment } from '../contract/contract.ts'
import { ALL_SCHEMES } from '../http/auth/find-scheme.ts'
import type { Credentials } from '../http/auth/schemes.ts'
import type { Location } from '../source/mistake.ts'
import type { LocateGroup } from './check-groups.ts'
import type { Config } from './config.ts'
import type { TargetFlags } from './target-flags.ts'
import type { UnsetVariable } from './unset.ts'

/** Values of environment variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>

/** The names of the environment variables of a contract, and the values of all variables. */
export interface NamedVariables {
  readonly names: Environment
  readonly variables: Variables
}

/** Target, groups and principals, and the unset variables of the file that matter for them. */
export interface Sources extends Pick<Config, 'groups' | 'principals'> {
  readonly target: string | undefined
  /** The place of the target in the file; undefined where the target is of no file. */
  readonly targetAt: Location | undefined
  readonly locateGroup: LocateGroup
  readonly unset: readonly UnsetVariable[]
}

/** Chooses target, groups and principals. A key of the file whose variable is unset keeps its place in the order. */
export function chooseSources(flags: TargetFlags, config: Config, { names, variables }: NamedVariables): Sources {
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
    targetAt: matters['target'] === true ? config.locate?.(['target']) : undefined,
    groups: flags.groupId ?? groupsFrom?.groups ?? [],
    locateGroup: (group) =>
      group === 'other' || matters['groupId'] === true ? config.locate?.(pathOfGroup(group, config)) : undefined,
    principals: fromFile ? config.principals : fromEnvironment.principals,
    unset: unset.filter(({ path: [key] }) => matters[String(key)] ?? true),
  }
}

function pathOfGroup(group: number | 'other', { unset = [] }: Config): readonly (string | number)[] {
  if (group === 'other') return ['otherGroupId']
  // Groups after an unset variable have another index in the file.
  return unset.some(({ path: [key] }) => key === 'groupId') ? ['groupId'] : ['groupId', group]
}

/** Keys of the file that are no settings of a run. */
const NEVER_SETTINGS = { contract: false, asOf: false, suites: false, baseline: false }

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
