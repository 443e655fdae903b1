import { Command, Option } from 'commander'
import { UserError } from '../source/mistake.ts'
import { calledAs } from './shell/called-as.ts'
import { addSuiteOptions, addRunOptions } from './flags/flags.ts'
import { addLawOptions, type LawRunFlags, refuseLawFlags } from './flags/law-flags.ts'
import { refuseNegated } from './flags/refuse-negated.ts'
import { limitYoungGeneration } from './target/limit-heap.ts'
import type { Fire } from './watch/watch-run.ts'
import { addDetailOptions, addReporterOption, addSlowestOption, countArgument } from './flags/report-options.ts'

/** Creates `conform run`, which runs the suites against a server and reports the verdict. */
export function runCommand(): Command {
  const command = addLawOptions(addRunOptions(addSuiteOptions(new Command('run'))))
    .description('run the suites against a server and report the verdict')
    .argument('[pattern...]', 'case ids, requirement ids or patterns; * matches within a segment, ** across segments')
  addReporterOption(command)
    .addOption(
      new Option('--level <level>', 'lowest level whose findings make the verdict "violates"')
        .choices(['must', 'should'])
        .default('must'),
    )
    .option(
      '--runs <n>',
      'number of random values per property, after its boundary values (default: until each place is covered twice, at most 50); of laws: number of invalid bodies of each create and update',
      countArgument,
    )
    .option('--budget <limit>', 'send at most so many requests, such as 2000r, or take at most a time, such as 60s')
    .option('--shard <i/n>', 'fire the i-th of n parts of the run, in the i-th group; needs --seed')
    .option(
      '--bail [n]',
      'stop after n failed cases; --level should counts warned cases too (default: 1)',
      countArgument,
    )
    .option('--failed', 'run only the cases that failed in the last run at this target, first their counterexamples')
    .option('--report <file>', 'with --failed, the JSON report whose failures are run')
    .option(
      '--watch [folder]',
      'run again when a file in the folder changes, failed cases first (default: this folder)',
    )
    .option(
      '--baseline <file>',
      `known failures, which do not gate the verdict; \`${calledAs()} baseline\` writes the file`,
    )
    .option('--no-baseline', 'leave out the baseline of the configuration')
    .option('--baseline-lenient', 'entries of the baseline that are mended, expired or without a match do not gate')
  addDetailOptions(command, 'case')
  return addSlowestOption(refuseNegated(command, 'baseline'))
    .option('--dry-run', 'print the plan and send no request')
    .action(async (patterns: string[], flags: LawRunFlags) => {
      limitYoungGeneration()
      process.exitCode = await runSuitesOrLaws(patterns, flags)
    })
}

async function runSuitesOrLaws(patterns: readonly string[], flags: LawRunFlags): Promise<number> {
  refuseUrls(patterns)
  const { namesResources } = await import('./plan/plan-any.ts')
  const watches = flags.watch !== undefined && flags.dryRun !== true
  if (await namesResources(flags)) {
    const { fireLaws, withAnswers } = await import('./run/fire-laws.ts')
    return watches ? watchAndFire(patterns, await withAnswers(flags), fireLaws) : fireLaws(patterns, flags)
  }
  refuseLawFlags(flags)
  const { fireAndReport } = await import('./run/fire-and-report.ts')
  return watches ? watchAndFire(patterns, flags, fireAndReport) : fireAndReport(patterns, flags)
}

/** @throws UserError for a URL in the place of a case. */
function refuseUrls(patterns: readonly string[]): void {
  const url = patterns.find((pattern) => /^https?:\/\//.test(pattern))
  if (url !== undefined) throw new UserError(`"${url}" is a URL, and no case; name the server with --target ${url}`)
}

async function watchAndFire(patterns: readonly string[], flags: LawRunFlags, fire: Fire<LawRunFlags>): Promise<number> {
  const watching = await import('./watch/watch-run.ts')
  return watching.watchAndFire(patterns, flags, fire)
}
