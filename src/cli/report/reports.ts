import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { BY_ENVIRONMENT, FORMATS } from '../../../reporters/formats.ts'
import type { Environment, Reporter, ReporterFormat } from '../../../reporters/reporter.ts'
import type { DocumentFlags, RunFlags } from '../flags/flags.ts'
import { DEFAULT_FILE } from '../../config/settings.ts'
import { makeRoom } from '../target/force-gc.ts'
import { openSink, type Sink } from '../../../reporters/sink.ts'
import type { Report } from '../../report/report.ts'
import type { RunEvent } from '../../report/run-event.ts'
import { UserError } from '../../source/mistake.ts'
import { TOOL } from '../../source/tool.ts'
import { appendFinalFiles } from './final-files.ts'
import { requestedReports } from './requested-reports.ts'

/** The open reports of a run. */
export interface Reports {
  readonly event: (event: RunEvent) => void
  /** True if a report has a status line, which shows the progress of the run. */
  readonly live: boolean
  /**
   * Puts the files in their places, and appends to the final files of the formats. Tells the verdict where no report is on standard output.
   */
  readonly commit: (report: Report) => Promise<void>
  readonly discard: () => void
}

export interface ReportFlags {
  readonly quiet: boolean
  readonly verbose: boolean
  /** The count of slowest cases in the summary. */
  readonly slowest?: number
  /** Masks known secrets in each text that is written. */
  readonly guard: (text: string) => string
  readonly environment: Environment
  /** The files that the run reads. */
  readonly inputs: readonly string[]
}

type Inputs = Pick<RunFlags & DocumentFlags, 'config' | 'suites' | 'openapi' | 'baseline'>

/** The files that flags name, and the configuration that is read without a flag. */
function inputsOf({ config = DEFAULT_FILE, suites = [], openapi, baseline }: Partial<Inputs>): readonly string[] {
  return [config, ...suites, openapi, baseline].filter((file) => typeof file === 'string')
}

/** The options of reports, as the command line states them. */
export function reportFlags(
  flags: Pick<RunFlags, 'quiet' | 'verbose' | 'slowest'> & Partial<Inputs>,
  guard: ReportFlags['guard'],
): ReportFlags {
  const { quiet, verbose, slowest } = flags
  return {
    quiet: quiet === true,
    verbose: verbose === true,
    ...(slowest === undefined ? {} : { slowest: Number(slowest) }),
    guard,
    environment: { ...process.env, PWD: process.cwd() },
    inputs: inputsOf(flags),
  }
}

interface OpenReport {
  readonly live: boolean
  readonly reporter: Reporter
  readonly sink: Sink
}

/**
 * Opens the output of each report, before the first request.
 * @param values of `--reporter`
 * @param flags of the run, and its environment
 * @param known loaders of the formats by name, and the names of those that an environment may ask for
 * @throws UserError for an unknown name, two reports with the same output, or a file that cannot be written.
 */
export async function openReports(
  values: readonly string[],
  flags: ReportFlags,
  known: KnownFormats = { loaders: FORMATS, byEnvironment: BY_ENVIRONMENT },
): Promise<Reports> {
  const requested = requestedReports(values, Object.keys(known.loaders), flags.inputs)
  const formats = await loadFormats([...requested.map(({ name }) => name), ...known.byEnvironment], known)
  const open = openAll(outputsOf(formats, requested, flags.environment), flags)
  let results = 0
  return {
    live: open.some(({ live }) => live),
    event: (event) => {
      if (event.type === 'result' && (results += 1) % BETWEEN === 0) makeRoom(GARBAGE)
      for (const { reporter, sink } of open) {
        if (event.type === 'report') writeReport(event, { reporter, sink })
        else sink.write(reporter.event(event))
      }
    },
    commit: async (report) => {
      for (const { sink } of open) await sink.commit()
      if (requested.every(({ file }) => file !== undefined)) await tellVerdict(report, flags)
      appendFinalFiles(formats, report, flags)
    },
    discard: () => discardAll(open),
  }
}

/** Prints the verdict of a run whose reports are all files, so that no run is silent. */
async function tellVerdict(report: Report, { guard }: Pick<ReportFlags, 'guard'>): Promise<void> {
  const { renderVerdict } = await import('../../../reporters/terminal/spec-summary.ts')
  const { createStyles } = await import('../../../reporters/text/styles.ts')
  process.stderr.write(guard(`${renderVerdict(report, createStyles({ color: false }))}\n`))
}

interface KnownFormats {
  readonly loaders: typeof FORMATS
  readonly byEnvironment: readonly string[]
}

/** Loads the named formats, in the order of all formats. */
async function loadFormats(names: readonly string[], { loaders }: KnownFormats): Promise<readonly ReporterFormat[]> {
  const wanted = Object.entries(loaders).filter(([name]) => names.includes(name))
  return Promise.all(wanted.map(([, load]) => load()))
}

/** The results between two collections of garbage: each result with findings leaves much garbage, and Node collects late. */
const BETWEEN = 100

/** The growth from which garbage is collected between results, in bytes: a collection takes as long as a hundred requests. */
const GARBAGE = 32_000_000

/** The characters that are rendered between two collections of garbage. */
const ROOM = 2_000_000

/** Writes a report, in pieces where the format has them. Masking makes several copies of a piece. */
function writeReport(
  report: Extract<RunEvent, { readonly type: 'report' }>,
  { reporter, sink }: Pick<OpenReport, 'reporter' | 'sink'>,
): void {
  makeRoom()
  let rendered = 0
  for (const piece of reporter.pieces?.(report) ?? [reporter.event(report)]) {
    sink.write(piece)
    rendered += piece.length
    if (rendered < ROOM) continue
    rendered = 0
    makeRoom()
  }
}

interface Output {
  readonly format: ReporterFormat
  readonly target: Parameters<typeof openSink>[0]
}

/** The requested reports, then the reports that switch themselves on. */
function outputsOf(
  formats: readonly ReporterFormat[],
  requested: ReturnType<typeof requestedReports>,
  environment: Environment,
): readonly Output[] {
  const asked = requested.flatMap(({ name, file }) =>
    formats
      .filter((format) => format.name === name)
      .map((format) => ({ format, target: file === undefined ? { stream: process.stdout } : { file } })),
  )
  const added = formats
    .filter((format) => !requested.some(({ name }) => name === format.name))
    .filter((format) => format.switchesOn?.(environment) === true)
    .map((format) => ({ format, target: { stream: process.stderr } }))
  return [...asked, ...added]
}

function openAll(outputs: readonly Output[], flags: ReportFlags): readonly OpenReport[] {
  const open: OpenReport[] = []
  try {
    for (const output of outputs) open.push(openOne(output, flags))
  } catch (cause) {
    discardAll(open)
    throw new UserError((cause as Error).message, { cause })
  }
  return open
}

function discardAll(open: readonly OpenReport[]): void {
  for (const { sink } of open) sink.discard()
}

/** Locations of the shipped suites are relative to the package, those of other suites to the working directory. */
function locate(file: string): string {
  const path = resolve(file)
  return existsSync(path) ? path : resolve(TOOL.root, file)
}

/** The columns of a terminal. Some terminals tell 0, and in fewer than 40 no line of a report is readable. */
export function widthOf(terminal: { readonly columns?: number } | undefined): number {
  const { columns = 100 } = terminal ?? {}
  return columns < 40 ? 80 : columns
}

function openOne({ format, target }: Output, { quiet, verbose, slowest, guard, environment }: ReportFlags): OpenReport {
  const terminal = 'stream' in target && target.stream.isTTY ? target.stream : undefined
  const plain = (environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb'
  const forced = 'stream' in target && (environment['FORCE_COLOR'] ?? '0') !== '0'
  const { mend = (text) => text, streams } = format
  const live = terminal !== undefined && !plain && (environment['CI'] ?? '') === ''
  return {
    live: live && !quiet,
    reporter: format.create({
      color: forced || (terminal !== undefined && !plain),
      live,
      width: widthOf(terminal),
      quiet,
      verbose,
      ...('file' in target ? { file: target.file } : {}),
      ...(slowest === undefined ? {} : { slowest }),
      environment,
      locate,
    }),
    sink: openSink({ ...target, ...(streams && { streams }) }, { mask: (text) => mend(guard(text)) }),
  }
}
