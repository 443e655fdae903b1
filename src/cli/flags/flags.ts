import { type Command, Option } from 'commander'
import type { TargetFlags } from '../../config/target-flags.ts'
import { calledAs } from '../shell/called-as.ts'

/** The flags that select cases, for all commands with a plan. */
export interface SuiteFlags {
  readonly config?: string
  readonly contract?: string
  readonly suites?: readonly string[]
  readonly exclude?: readonly string[]
  readonly seed?: string
  /** The version of the contract that the server is held to. */
  readonly asOf?: string
}

/** Adds the options that select cases. */
export function addSuiteOptions(command: Command): Command {
  return addContractOptions(command)
    .option('--exclude <pattern>', 'case id, requirement id or pattern to leave out; repeatable', collect)
    .option('--seed <n>', 'seed of the random generator for secrets and values')
}

/** Adds the options that name the configuration, the contract and its suites. */
export function addContractOptions(command: Command): Command {
  return command
    .option('--config <file>', 'configuration file (default: ./conform.config.yaml, if present)')
    .option('--contract <name>', 'contract of this package, or a folder with a contract.yaml')
    .option('--suites <path>', 'folder or file of suites, instead of the suites of the contract; repeatable', collect)
}

/** The flags that name what is held to laws. */
export interface DocumentFlags {
  /** The OpenAPI document of the API, in place of a contract. */
  readonly openapi?: string
  /** True for the laws alone, without the cases of the contract. */
  readonly laws?: boolean
}

/** Adds the options that name a document in place of a contract, and the laws in place of its cases. */
export function addDocumentOption(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--openapi <document>',
        'OpenAPI document, whose resources are held to laws without a contract',
      ).conflicts('contract'),
    )
    .option('--laws', 'the laws of the contract alone, without its cases')
}

/** Collects the values of a repeatable option. */
export function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value]
}

/** The flags of `conform run`. */
export interface RunFlags extends SuiteFlags, TargetFlags {
  readonly reporter?: readonly string[]
  readonly level: 'must' | 'should'
  readonly bail?: true | string
  readonly runs?: string
  readonly quiet?: boolean
  readonly verbose?: boolean
  readonly slowest?: string
  readonly dryRun?: boolean
  readonly ledger?: string
  readonly readOnly?: boolean
  readonly yes?: boolean
  /** The path of a counterexample; the run then sends only that example of a property. */
  readonly path?: string
  /** Only the cases that failed in the last run. */
  readonly failed?: boolean
  /** The part of the run that this process fires, such as `2/4`. */
  readonly shard?: string
  /** The folder whose changes start another run; true for the working directory. */
  readonly watch?: true | string
  /** The JSON report whose failures `--failed` takes. */
  readonly report?: string
  /** The file of known failures; false for none, whatever the configuration says. */
  readonly baseline?: string | false
  readonly baselineLenient?: boolean
}

/** Adds the options about the target, for all commands that send requests. */
export function addTargetOptions(command: Command, target = '(default: the embedded reference server)'): Command {
  return command
    .option('--target <url>', `base URL of the server ${target}`)
    .option('--timeout <time>', 'time limit of a request, such as 10s or 500 (milliseconds)')
    .option('--rate <n/s>', 'highest number of requests per second, such as 10/s')
    .option('--insecure', 'accept any TLS certificate; an impostor can then get the credentials')
}

/** Adds the options of a run at a target, for all commands that run cases. */
export function addRunOptions(command: Command): Command {
  return addTargetOptions(command)
    .option('--as-of <version>', 'earlier version of the contract to hold the server to; newer musts only warn')
    .option('--in-flight <n>', 'most requests that a group gets side by side; 1 sends one after another (default: 8)')
    .option('--concurrency', 'send requests at the same moment to find races, also to a target on another machine')
    .option('--group-id <id>', 'group (project) to work in; repeatable, with a lane for each group', collect)
    .option('--start <command>', 'shell command that starts the server; the end of the run ends the server')
    .option(
      '--wait <time>',
      'time until the target must answer HTTP, before the first case (default with --start: 30s)',
    )
    .option(
      '--ledger <file>',
      `file that lists what the run creates, for \`${calledAs()} cleanup\` (default: conform.ledger.TARGET.GROUP.jsonl)`,
    )
    .addOption(new Option('--read-only', 'run only the cases that change nothing').conflicts('write'))
    .option('--yes', 'start without a question, even if the target is not on this machine')
}

/** The flags of `conform baseline`. */
export interface BaselineFlags extends DocumentFlags, Pick<SuiteFlags, 'config' | 'contract' | 'suites'> {
  readonly baseline?: string
}

/** The output formats of `conform diff`. */
export const DIFF_FORMATS = ['text', 'markdown', 'json', 'html'] as const

/** The flags of `conform diff`. */
export interface DiffFlags {
  readonly format: (typeof DIFF_FORMATS)[number]
}

/** The flags of `conform merge`. */
export type MergeFlags = Pick<RunFlags, 'reporter' | 'quiet' | 'verbose' | 'slowest'>

/** The flags of `conform audit`. */
export interface AuditFlags extends Pick<RunFlags, 'reporter' | 'quiet' | 'verbose' | 'contract' | 'asOf'> {
  readonly level: 'must' | 'should'
}

/** The output formats of `conform matrix`. */
export const MATRIX_FORMATS = ['markdown', 'html'] as const

/** The flags of `conform matrix`. */
export interface MatrixFlags {
  readonly format: (typeof MATRIX_FORMATS)[number]
}

/** The flags of `conform prove`. */
export interface ProveFlags {
  readonly laws?: boolean
  readonly contract?: string
  readonly full?: boolean
  readonly fault?: readonly string[]
  readonly server?: readonly string[]
  readonly case?: readonly string[]
  readonly json?: string
  readonly page?: string
  readonly list?: boolean
  readonly update?: boolean
  readonly render?: boolean
  /** The budget that cuts the run at each fault. */
  readonly budget?: string
  readonly folds?: boolean
  /** The seeds at which every property is fired once, such as `1-200`. */
  readonly seeds?: string
  readonly seed: string
  readonly runs: string
  readonly threads?: string
}

/** The flags of `conform cleanup`. */
export interface CleanupFlags extends Pick<
  RunFlags,
  'config' | 'contract' | 'target' | 'timeout' | 'rate' | 'insecure'
> {
  readonly ledger?: string
  readonly dryRun?: boolean
}

/** The flags of `conform replay`. */
export interface ReplayFlags extends Partial<RunFlags> {
  readonly path?: string
  readonly report?: string
}
