import { setTimeout as sleep } from 'node:timers/promises'
import { plainText } from '../../../reporters/text/plain-text.ts'
import type { Settings } from '../../config/settings.ts'
import type { Report, ResultStatus } from '../../report/report.ts'
import type { OutputIn } from '../../run/session/output-in.ts'
import { REFUSED } from '../../http/classify-failure.ts'
import type { Target } from '../../http/target.ts'
import { UserError } from '../../source/mistake.ts'
import { type ServerProcess, startProcess } from './server-process.ts'
import { tryTarget, waitForTarget } from './wait-for-target.ts'

/** The time that a started server has until its first answer, without `--wait`, in milliseconds. */
const DEFAULT_WAIT = 30_000
/** The time for the look whether a server answers already, in milliseconds. */
const LOOK = 1_000

/** The server of a run with `--start` or `--wait`. */
export interface StartedServer {
  /** The reason why the target is not ready; undefined for a ready target. */
  readonly unready?: string
  /**
   * The lines for standard error about a started server, with secrets masked: its end by itself, and its last output. None for a server that
   * still runs, where the report shows its output beside the requests that failed: its last lines are about other requests.
   */
  readonly account: (report: Report, mask: (text: string) => string) => Promise<readonly string[]>
  /** The output of a started server; undefined where none was started. */
  readonly outputIn?: OutputIn
  readonly stop: () => Promise<void>
}

const NONE: StartedServer = { account: () => Promise.resolve([]), stop: () => Promise.resolve() }

/**
 * Starts the server of `--start` and waits for its first answer, or waits only. An aborted signal ends the waiting.
 * @throws UserError where a server answers already.
 */
export async function startServer(settings: Settings, signal: AbortSignal): Promise<StartedServer> {
  const { target, start, wait } = settings
  if (target === undefined || (start === undefined && wait === undefined)) return NONE
  if (start === undefined) return { ...NONE, ...(await waitForFirst(settings, { target, signal })) }
  await refuseOther(settings, { target, signal })
  const server = startProcess(start)
  return {
    ...(await waitForFirst(settings, { target, signal, server })),
    account: (report, mask) => accountOf(server, { report, command: mask(start), mask }),
    outputIn: (from, to) => outputIn(server, from, to),
    stop: server.stop,
  }
}

/** A target that gives the reason to each request, so that a run ends at its first request. */
export function unreadyTarget(url: URL, reason: string): Target {
  const basePath = url.pathname.replace(/\/$/, '')
  return {
    name: url.origin + basePath,
    basePath,
    send: () => Promise.resolve({ answered: false, failure: 'unreachable', reason }),
    close: () => Promise.resolve(),
  }
}

interface Awaited {
  readonly target: URL
  readonly signal: AbortSignal
  readonly server?: ServerProcess
}

/** Without this check, the run would judge a server that the command did not start. */
async function refuseOther(settings: Settings, { target, signal }: Awaited): Promise<void> {
  if ((await tryTarget(target, settings, { within: LOOK, signal })) !== undefined) return
  throw new UserError(
    `a server answers at ${target.origin} already, so --start would test that server; stop it, or run without --start`,
  )
}

async function waitForFirst(
  settings: Settings,
  { target, signal, server }: Awaited,
): Promise<Pick<StartedServer, 'unready'>> {
  const within = settings.wait ?? DEFAULT_WAIT
  const either = server === undefined ? signal : AbortSignal.any([signal, server.ended])
  const reason = await waitForTarget(target, settings, { within, signal: either })
  const end = server?.end()
  if (end !== undefined) return { unready: `the server that --start started ${end} before it answered HTTP` }
  if (reason === undefined || signal.aborted) return {}
  return { unready: whyUnready(target, { within, reason, isOwn: server !== undefined }) }
}

interface Unready {
  /** The time that the target had, in milliseconds. */
  readonly within: number
  readonly reason: string
  /** True for a server that `--start` started. */
  readonly isOwn: boolean
}

function whyUnready({ port, protocol }: URL, { within, reason, isOwn }: Unready): string {
  const time = `${within / 1000} s`
  if (!isOwn || reason !== REFUSED) return `the target did not answer HTTP within ${time}: ${reason}`
  const own = port === '' ? DEFAULT_PORTS[protocol] : port
  return `the server that --start started does not listen on port ${own} after ${time}; --wait gives it more time`
}

/** The ports of URLs that name none. */
const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

/** The lines of a span, at its end: a server may still write then. */
async function outputIn({ output }: ServerProcess, from: number, to: number): Promise<readonly string[]> {
  await sleep(Math.max(0, to - Date.now()))
  return output.between(from, to)
}

interface Accounting {
  readonly report: Report
  readonly command: string
  readonly mask: (text: string) => string
}

async function accountOf(server: ServerProcess, { report, command, mask }: Accounting): Promise<readonly string[]> {
  await server.settle()
  const end = server.end()
  if (end === undefined && showsOutput(report)) return []
  const lines = server.output.lines(mask)
  const isSilent = lines.join('') === ''
  // The silence of a server that answers tells nothing.
  if (end === undefined && isSilent && report.results.some(({ status }) => JUDGED.has(status))) return []
  const name = `the server \`${plainText(command)}\``
  const first = end === undefined ? `output of ${name}:` : `${name} ${plainText(end)}; its output:`
  return [first, ...(isSilent ? ['  (none)'] : lines.map((line) => `  | ${line}`))]
}

/** The statuses of cases that the server answered. */
const JUDGED: ReadonlySet<ResultStatus> = new Set(['pass', 'fail', 'warn'])

/** True if a report has output of the server beside a request. */
function showsOutput({ results, unanswered }: Report): boolean {
  const shown = [...results.flatMap(({ exchanges }) => exchanges), ...(unanswered === undefined ? [] : [unanswered])]
  return shown.some(({ output }) => output !== undefined)
}
