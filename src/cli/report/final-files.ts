import { writeFileSync } from 'node:fs'
import type { Environment, ReporterFormat } from '../../../reporters/reporter.ts'
import type { Report } from '../../report/report.ts'

export interface FinalFileOptions {
  readonly environment: Environment
  /** Masks known secrets. */
  readonly guard: (text: string) => string
}

/** Appends to each file that a format asks for in this environment. A failed write is a warning and does not change the verdict. */
export function appendFinalFiles(
  formats: readonly ReporterFormat[],
  report: Report,
  { environment, guard }: FinalFileOptions,
): void {
  for (const { name, finalFile } of formats) {
    const file = finalFile?.(environment)
    if (file === undefined) continue
    const text = guard(file.render(report))
    try {
      writeFileSync(file.path, text, { flag: 'a' })
    } catch (error) {
      process.stderr.write(
        `the ${name} reporter cannot write ${file.path}: ${(error as NodeJS.ErrnoException).code ?? ''}\n`,
      )
    }
  }
}
