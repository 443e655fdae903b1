import { type Command, InvalidArgumentError, Option } from 'commander'
import { FORMATS } from '../../../reporters/formats.ts'
import { collect } from './flags.ts'
import { MOST_COUNT } from './whole-number.ts'

/** Adds the option that names reports. */
export function addReporterOption(command: Command): Command {
  return command.option(
    '--reporter <name[=file]>',
    `report format: ${Object.keys(FORMATS).join(', ')}; repeatable; without a file, the report goes to stdout`,
    collect,
  )
}

/** Adds the options that say how much a report tells; one of them excludes the other. */
export function addDetailOptions(command: Command, unit: 'case' | 'exchange'): Command {
  return command
    .addOption(
      new Option(
        '--quiet',
        'print a line for each cause and each reason of inconclusive cases, and the verdict',
      ).conflicts('verbose'),
    )
    .option('--verbose', `print every ${unit}, and keep every exchange in the reports`)
}

/** Adds the option for the times at the end of the terminal report. */
export function addSlowestOption(command: Command): Command {
  return command.option(
    '--slowest <n>',
    'end the terminal report with the n slowest cases, and times by operation',
    countArgument,
  )
}

/**
 * Checks the text of a count.
 * @throws InvalidArgumentError for other text, and for zero.
 */
export function countArgument(value: string): string {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError(`Expected a whole number from 1 to ${MOST_COUNT}.`)
  return value
}
