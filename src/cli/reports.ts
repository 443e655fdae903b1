import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { FORMATS } from '../../reporters/formats.ts'
import type { Reporter } from '../../reporters/reporter.ts'
import { openSink, type Sink } from '../../reporters/sink.ts'
import type { Report, RunEvent } from '../report/report.ts'
import { UserError } from '../source/mistake.ts'
import { suggestion } from '../source/suggestion.ts'

/** Every report that was asked for, each with its place. */
export interface Reports {
  readonly event: (event: RunEvent) => void
  /** Puts the files in their places; GitHub's job summary is written where there is one. */
  readonly commit: (report: Report) => Promise<void>
  readonly discard: () => void
}

export interface ReportFlags {
  readonly quiet: boolean
  readonly verbose: boolean
  /** Takes known secrets out of whatever is written. */
  readonly guard: (text: string) => string
}

interface Open {
  readonly reporter: Reporter
  readonly sink: Sink
}

/**
 * Opens a place for each report, before anything is sent.
 * @throws UserError for an unknown name, two reports on stdout, or a file that cannot be written.
 */
export async function openReports(wanted: readonly string[], flags: ReportFlags): Promise<Reports> {
  const open: Open[] = []
  const parsed = wanted.map(parse)
  if (parsed.filter(({ file }) => file === undefined).length > 1) {
    throw new UserError('two reports cannot share standard output; give one of them a file: --reporter NAME=FILE')
  }
  const files = parsed.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]))
  const twice = files.find((file, index) => files.indexOf(file) !== index)
  if (twice !== undefined) throw new UserError(`two reports cannot share the file ${twice}`)
  if (process.env['GITHUB_ACTIONS'] === 'true' && !parsed.some(({ name }) => name === 'github'))
    parsed.push({ name: 'github', file: undefined, aside: true })
  try {
    for (const one of parsed) open.push(await openOne(one, flags))
  } catch (cause) {
    for (const { sink } of open) sink.discard()
    throw new UserError((cause as Error).message, { cause })
  }
  return {
    event: (event) => {
      for (const { reporter, sink } of open) {
        const text = reporter.event(event)
        if (text !== '') sink.write(text)
      }
    },
    commit: async (report) => {
      for (const { sink } of open) await sink.commit()
      const summary = process.env['GITHUB_STEP_SUMMARY']
      if (summary === undefined || summary === '') return
      const { renderJobSummary } = await import('../../reporters/job-summary.ts')
      appendSummary(summary, flags.guard(renderJobSummary(report)))
    },
    discard: () => {
      for (const { sink } of open) sink.discard()
    },
  }
}

interface Wanted {
  readonly name: string
  readonly file: string | undefined
  /** Whether it goes to standard error, beside what was asked for. */
  readonly aside?: boolean
}

function parse(text: string): Wanted {
  const [name = '', ...rest] = text.split('=')
  const file = rest.join('=')
  if (!Object.hasOwn(FORMATS, name)) {
    const known = Object.keys(FORMATS)
    throw new UserError(`there is no reporter "${name}"${suggestion(name, known)}; known are ${known.join(', ')}`)
  }
  if (rest.length > 0 && file === '') throw new UserError(`--reporter ${name}= names no file`)
  return { name, file: rest.length === 0 ? undefined : file }
}

function same(text: string): string {
  return text
}

async function openOne({ name, file, aside }: Wanted, { quiet, verbose, guard }: ReportFlags): Promise<Open> {
  const format = await FORMATS[name]?.()
  if (format === undefined) throw new Error(`there is no reporter "${name}"`)
  const stream = aside === true ? process.stderr : process.stdout
  const terminal = file === undefined && stream.isTTY
  const { env } = process
  const plain = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb'
  return {
    reporter: format.create({
      color: file === undefined && ((terminal && !plain) || (env['FORCE_COLOR'] ?? '0') !== '0'),
      live: terminal && !plain && (env['CI'] ?? '') === '',
      width: terminal ? stream.columns : 100,
      quiet,
      verbose,
      environment: { ...env, PWD: process.cwd() },
    }),
    // Where the guard had to take something out, the format sees to it that what is left is well formed.
    sink: openSink(file === undefined ? { stream } : { file }, { mask: (text) => (format.mend ?? same)(guard(text)) }),
  }
}

/** The summary is an extra of the workflow's: that it cannot be written is said, and changes no verdict. */
function appendSummary(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'a' })
  } catch (error) {
    process.stderr.write(
      `the job summary could not be written to ${file}: ${(error as NodeJS.ErrnoException).code ?? ''}\n`,
    )
  }
}
