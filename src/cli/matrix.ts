import { Command, Option } from 'commander'
import { MATRIX_FORMATS, type MatrixFlags } from './flags/flags.ts'

/** Creates `conform matrix`, which sets the reports of several servers side by side. */
export function matrixCommand(): Command {
  return new Command('matrix')
    .description('set JSON reports of several servers side by side: requirements in rows, servers in columns')
    .argument(
      '<report...>',
      'JSON reports, each FILE or NAME=FILE; the name of a server is by default that of its file',
    )
    .addOption(
      new Option('--format <format>', 'format of the output: Markdown, or a self-contained page')
        .choices(MATRIX_FORMATS)
        .default('markdown'),
    )
    .action(async (reports: string[], flags: MatrixFlags) => {
      const { printMatrix } = await import('./report/print-matrix.ts')
      await printMatrix(reports, flags)
    })
}
