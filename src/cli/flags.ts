import type { Command } from 'commander'
import type { TargetFlags } from '../config/settings.ts'

/** What chooses the cases, for every command that plans. */
export interface SuiteFlags {
  readonly config?: string
  readonly contract?: string
  readonly suites?: readonly string[]
  readonly exclude?: readonly string[]
  readonly seed?: string
}

export function addSuiteOptions(command: Command): Command {
  return command
    .option('--config <file>', 'configuration; by default ./conform.config.yaml where there is one')
    .option('--contract <name>', 'a contract of this package, or a folder with a contract.yaml')
    .option('--suites <path>', "a folder or file of suites in place of the contract's own; repeatable", collect)
    .option('--exclude <pattern>', 'cases to leave out; repeatable', collect)
    .option('--seed <n>', 'what secrets and values are drawn from')
}

/** Gathers an option that may be given several times. */
export function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value]
}

/** In the working directory, where `conform cleanup` looks for it. */
export const DEFAULT_LEDGER = 'conform.ledger.jsonl'

export interface RunFlags extends SuiteFlags, TargetFlags {
  readonly reporter?: readonly string[]
  readonly level: 'must' | 'should'
  readonly bail?: true | string
  readonly runs?: string
  readonly quiet?: boolean
  readonly verbose?: boolean
  readonly dryRun?: boolean
  readonly ledger?: string
  readonly readOnly?: boolean
  readonly yes?: boolean
  /** Of a property: the one example to be tried. */
  readonly path?: string
}

/** What says where the target is, for every command that fires at it. */
export function addTargetOptions(command: Command): Command {
  return command
    .option('--target <url>', 'default: the reference server, started for this run')
    .option('--timeout <time>', 'for one request: 10s, or milliseconds')
    .option('--rate <n/s>', 'requests a second, at most')
    .option('--insecure', 'take any TLS certificate: whoever answers there gets the credentials')
}

/** What says how a target is written to, for every command that runs cases. */
export function addWritingOptions(command: Command): Command {
  return addTargetOptions(command)
    .option('--group-id <id>', 'the group (project) to work in; repeatable: each is a lane', collect)
    .option('--ledger <file>', 'where it is noted what is created, for `conform cleanup`', DEFAULT_LEDGER)
    .option('--read-only', 'only what changes nothing')
    .option('--yes', 'do not ask before a target that is not on this machine')
}

export interface ProveFlags {
  readonly full?: boolean
  readonly fault?: readonly string[]
  readonly server?: readonly string[]
  readonly case?: readonly string[]
  readonly json?: string
  readonly page?: string
  readonly list?: boolean
  readonly update?: boolean
  readonly render?: boolean
  readonly seed: string
  readonly runs: string
  readonly threads?: string
}

export interface CleanupFlags extends Pick<
  RunFlags,
  'config' | 'contract' | 'target' | 'timeout' | 'rate' | 'insecure'
> {
  readonly ledger: string
  readonly dryRun?: boolean
}

export interface ReplayFlags extends Partial<RunFlags> {
  readonly path?: string
  readonly report?: string
}

/** Whether only some of the servers were asked for. */
export function isNarrowed({ fault, server }: Pick<ProveFlags, 'fault' | 'server'>): boolean {
  return fault !== undefined || server !== undefined
}
