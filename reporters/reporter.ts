import type { Report } from '../src/report/report.ts'
import type { RunEvent } from '../src/report/run-event.ts'

/** Environment variables by name, with `PWD` as the working directory. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The place where a report is shown. The caller reads the process and its streams; a format does not. */
export interface ReporterOptions {
  readonly color: boolean
  /** The output is a terminal whose last line may be redrawn. */
  readonly live: boolean
  /** Columns of the terminal. */
  readonly width: number
  readonly quiet: boolean
  readonly verbose: boolean
  /** The file of the report; undefined for a stream. */
  readonly file?: string
  /** The count of slowest cases in the summary; undefined for none. */
  readonly slowest?: number
  readonly environment: Environment
  /** Returns the absolute path of the file of a location. By default a path is relative to the working directory. */
  readonly locate?: (file: string) => string
}

/** Renders the events of a run. A reporter is pure: no output, no files, no clock. */
export interface Reporter {
  /** Returns the text to write for an event; '' for none. */
  readonly event: (event: RunEvent) => string
  /**
   * Returns the text of a report in pieces, in place of `event`. A whole run against a broken target has tens of megabytes of text. No
   * secret crosses the border of two pieces, because each piece holds whole values.
   */
  readonly pieces?: (report: Report) => Iterable<string>
}

/** A file that gets a text appended when the run ends. */
export interface FinalFile {
  /** An absolute path, or a path relative to the working directory. */
  readonly path: string
  readonly render: (report: Report) => string
}

/** A report format. `--reporter` takes its name. */
export interface ReporterFormat {
  readonly name: string
  readonly create: (options: ReporterOptions) => Reporter
  /**
   * Returns true in an environment that needs the report although no flag names the format. Such a report goes to standard error;
   * standard output belongs to the reports that flags name.
   */
  readonly switchesOn?: (environment: Environment) => boolean
  /** Returns the file that an environment asks for, if any. The file is written even where the format is not in use. */
  readonly finalFile?: (environment: Environment) => FinalFile | undefined
  /** The text of each event goes to the file at once, for readers that follow the file. By default a file is written at the end. */
  readonly streams?: true
  /** Repairs a text of this format after masking, where a plain `<secret>` makes the text malformed. */
  readonly mend?: (masked: string) => string
}
