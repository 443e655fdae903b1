import type { RunEvent } from '../src/report/report.ts'

/** What a format may know of where it is shown. The caller decides; a format asks nothing of the process. */
export interface ReporterOptions {
  readonly color: boolean
  /** A terminal whose last line may be redrawn. */
  readonly live: boolean
  /** Columns of the terminal. */
  readonly width: number
  readonly quiet: boolean
  readonly verbose: boolean
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Renders a run while it goes. Pure: it neither writes nor reads, and knows no clock. */
export interface Reporter {
  /** The text to be written now; '' for none. */
  readonly event: (event: RunEvent) => string
}

/** A report format as the command line names it. */
export interface ReporterFormat {
  readonly name: string
  readonly create: (options: ReporterOptions) => Reporter
  /** Makes a whole of what the last gate has masked in a text of this format, where a `<secret>` put into it would break it. */
  readonly mend?: (masked: string) => string
}
