import { Command, InvalidArgumentError, Option } from 'commander'
import { FORMATS } from '../../reporters/formats.ts'
import { addSuiteOptions, collect, addWritingOptions, type RunFlags } from './flags.ts'

/** `conform run`: fire the suites at a target and judge it. */
export function runCommand(): Command {
  return addWritingOptions(addSuiteOptions(new Command('run')))
    .description('fire the suites at a target and judge it')
    .argument('[pattern...]', 'case ids; * within a segment, ** across')
    .option(
      '--reporter <name[=file]>',
      `a report: ${Object.keys(FORMATS).join(', ')}; repeatable; without a file the report goes to stdout`,
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
