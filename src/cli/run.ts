import { Command, InvalidArgumentError, Option } from 'commander'
import type { TargetFlags } from '../config/settings.ts'
import { addSuiteOptions, collect, type SuiteFlags } from './suite-options.ts'

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

/** `conform run`: fire the suites at a target and judge it. */
export function runCommand(): Command {
  return addWritingOptions(addSuiteOptions(new Command('run')))
    .description('fire the suites at a target and judge it')
    .argument('[pattern...]', 'case ids; * within a segment, ** across')
    .option(
      '--reporter <name[=file]>',
      'spec, junit, json or github; repeatable; without a file it goes to stdout',
      collect,
    )
    .addOption(
      new Option('--level <level>', 'which levels gate the verdict').choices(['must', 'should']).default('must'),
    )
    .option('--runs <n>', 'how many values a property is tried with, beyond its boundaries at least (50)', wholeNumber)
    .option('--bail [n]', 'stop after n cases that fail, or with --level should warn (1)', wholeNumber)
    .option('--quiet', 'failures and the verdict only')
    .option('--verbose', 'every case, every exchange')
    .option('--dry-run', 'the plan; nothing is sent')
    .action(async (patterns: string[], flags: RunFlags) => {
      const { fireAndReport } = await import('./fire-and-report.ts')
      process.exitCode = await fireAndReport(patterns, flags)
    })
}

function wholeNumber(value: string): string {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('It takes a whole number from 1.')
  return value
}
