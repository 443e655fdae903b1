import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { CONTRACT } from '../contract/loaded.test-support.ts'
import { planCases } from '../plan/plan.ts'
import { SUITES } from '../run/tests/run.test-support.ts'
import { parseStrictXml } from '../../reporters/parse-strict-xml.test-support.ts'
import { listening, portOf } from '../http/served.test-support.ts'
import { conform, conformApart, type Ended, folder } from './conform.test-support.ts'

/** A request on a bare socket. */
export interface Incoming {
  readonly method: string
  readonly path: string
  /** Start line and headers, unparsed. */
  readonly head: string
  readonly body: string
}

/** Answers a request, or leaves the request without an answer. */
export type Behaviour = (socket: Socket, request: Incoming) => void

export interface Hostile {
  readonly url: string
  readonly requests: readonly Incoming[]
}

/** Starts a server on a bare socket with a behaviour for each request. The end of the test stops the server. */
export async function hostile(behave: Behaviour): Promise<Hostile> {
  const requests: Incoming[] = []
  const url = await bare((socket) => {
    let buffered = ''
    socket.on('data', (chunk: Buffer) => {
      buffered += chunk.toString('latin1')
      for (let one = readRequest(buffered); one !== undefined; one = readRequest(buffered)) {
        buffered = buffered.slice(one.length)
        requests.push(one.request)
        behave(socket, one.request)
      }
    })
  })
  return { url, requests }
}

/** Starts a server with a handler for each connection. */
async function bare(connected: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    connected(socket)
  })
  await listening(server)
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `http://127.0.0.1:${portOf(server)}`
}

function readRequest(text: string): { readonly request: Incoming; readonly length: number } | undefined {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = text.slice(0, end)
  const length = end + 4 + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0)
  if (text.length < length) return undefined
  const [method = '', path = ''] = head.split(' ')
  return { request: { method, path, head, body: text.slice(end + 4, length) }, length }
}

/** Renders a complete response with a correct Content-Length. */
export function answer(body: string | Uint8Array, { status = '200 OK', headers = JSON_TYPE } = {}): Buffer {
  const bytes = Buffer.from(body)
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${headers}Content-Length: ${bytes.length}\r\n\r\n`), bytes])
}

export const JSON_TYPE = 'Content-Type: application/vnd.atlas.2023-01-01+json\r\n'

export const GZIP = 'Content-Encoding: gzip\r\n'

/** Renders a page of items as JSON. */
export function page(items: string, { total, next }: { total: number | string; next?: string }): string {
  const links = next === undefined ? [] : [{ rel: 'next', href: `http://127.0.0.1${LIST_PATH}${next}` }]
  return `{"results":[${items}],"totalCount":${total},"links":${JSON.stringify(links)}}`
}

/** Writes the same bytes without end, at the speed of the reader. */
export function endlessly(socket: Socket, chunk: string | Uint8Array, first: string | Uint8Array = ''): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  }
  socket.write(first)
  socket.on('drain', more)
  more()
}

/** Writes the text at a byte per interval, then repeats the last byte. */
export function drippingly(socket: Socket, text: string, first = ''): void {
  let written = 0
  socket.write(first)
  const timer = setInterval(() => {
    socket.write(text[Math.min(written, text.length - 1)] ?? '')
    written += 1
  }, 20)
  socket.on('close', () => clearInterval(timer))
}

interface Told extends Ended {
  readonly json: string
  readonly junit: string
  /** The text of all outputs and files. */
  readonly all: string
}

export interface ToldApart extends Told {
  /** Peak memory of the process, in megabytes. */
  readonly megabytes: number
}

const GROUP = '64b1f0c2a9d3e45f67890abc'
const LIST_PATH = `/api/atlas/v2/groups/${GROUP}/integrations`

/** Runs the built command against a target with all reports. */
export async function fired(cases: readonly string[], url: string, firing: Firing = {}): Promise<Told> {
  const { flags, cwd } = prepared(cases, url, firing)
  return told(await conform(flags, { cwd, ...given(firing.env) }), cwd, firing)
}

/** Runs the built command against a target with all reports in a process of its own, and measures its memory. */
export async function firedApart(cases: readonly string[], url: string, firing: FiringApart = {}): Promise<ToldApart> {
  const { flags, cwd } = prepared(cases, url, firing)
  const { env = {}, preload = '' } = firing
  const peak = join(cwd, 'peak')
  const run = await conformApart(flags, { cwd, env: { NODE_OPTIONS: preloading(notingPeak(peak) + preload), ...env } })
  return { ...told(run, cwd, firing), megabytes: Number(readFileSync(peak, 'utf8')) / 1024 }
}

interface Firing {
  readonly env?: Readonly<Record<string, string>>
  readonly flags?: readonly string[]
  /** Files of the working directory. */
  readonly files?: Readonly<Record<string, string>>
}

interface FiringApart extends Firing {
  /** A module that the process loads first. */
  readonly preload?: string
}

function given(env: Firing['env']): Pick<Firing, 'env'> {
  return env === undefined ? {} : { env }
}

/** The flags of a run, and its working directory with the files. */
function prepared(
  cases: readonly string[],
  url: string,
  { flags = [], files = {} }: Firing,
): { readonly flags: readonly string[]; readonly cwd: string } {
  const cwd = folder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text)
  const reports = ['spec', 'json=report.json', 'junit=junit.xml'].flatMap((name) => ['--reporter', name])
  const target = ['--target', url, '--group-id', GROUP, '--seed', '1', '--verbose']
  return { flags: ['run', ...cases, ...target, ...reports, ...flags], cwd }
}

function told(run: Ended, cwd: string, { files = {} }: Firing): Told {
  const written = Object.fromEntries(
    readdirSync(cwd)
      .filter((name) => !(name in files))
      .map((name) => [name, readFileSync(join(cwd, name), 'utf8')]),
  )
  return {
    ...run,
    json: written['report.json'] ?? '',
    junit: written['junit.xml'] ?? '',
    all: [run.stdout, run.stderr, ...Object.values(written)].join('\n'),
  }
}

function preloading(code: string): string {
  return `--import=data:text/javascript,${encodeURIComponent(code)}`
}

/** A module that writes the peak memory of the process at its end, in kilobytes. */
function notingPeak(file: string): string {
  // On Linux, maxRSS begins with the memory of the parent, which forked the process. The high-water mark begins anew.
  return `import { existsSync, readFileSync, writeFileSync } from 'node:fs'
process.on('exit', () => {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : ''
  const peak = /VmHWM:\\s*(\\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS
  writeFileSync(${JSON.stringify(file)}, String(peak))
})
`
}

/** The expected outcome of a run against a hostile server. */
export interface Expected {
  /** True if all cases run: a run ends soon where no answer can be read. */
  readonly whole?: true
  readonly status: 0 | 1 | 3
  /** Text on the terminal. */
  readonly said: string
  /** Highest number of requests at the server. */
  readonly most?: number
  /** Text on standard error; by default empty. */
  readonly aside?: string
  /** The time limit of a request in milliseconds, for a server that lets it run out. */
  readonly timeout?: string
  /** The limit of a body in bytes. The default of 10 MB takes seconds of processor time for a whole run. */
  readonly body?: number
}

const MEGABYTES = 200
const LIST = ['list.*']

/** One case of each entry whose id matches. Most cases of an entry differ in their values alone. */
export function oneOfEach(id: RegExp): readonly string[] {
  const first = new Map<string, string>()
  for (const one of planCases(SUITES, CONTRACT, 1))
    if (id.test(one.template) && !first.has(one.template)) first.set(one.template, one.id)
  return [...first.values()]
}

/** Set only where a run has to wait for its time limit: on a busy machine, an answer may take longer than a short one. */
export const limited = (timeout: string | undefined): { readonly flags?: readonly string[] } =>
  timeout === undefined ? {} : { flags: ['--timeout', timeout] }

/** Checks the properties of a run against any target. */
export function expectSound(ended: ToldApart, { status, said, aside = '' }: Expected): void {
  expect(ended.stdout).toContain(said)
  expect(ended.status, ended.stdout.slice(-2000)).toBe(status)
  const report = JSON.parse(ended.json) as { verdict: string }
  expect(report.verdict).toBe({ 0: 'conforms', 1: 'violates', 3: 'inconclusive' }[status])
  expect(parseStrictXml(ended.junit).name).toBe('testsuites')
  expect(ended.stderr).toBe(aside)
  expect(ended.all).not.toMatch(/\n\s+at .*:\d+:\d+/)
  // oxlint-disable-next-line no-control-regex -- the pattern lists control characters on purpose
  expect(ended.all).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
  expect(ended.all).not.toMatch(/^\s*::|##\[/m)
  expect(ended.megabytes).toBeLessThan(MEGABYTES)
}

/** Fires at a server with a behaviour, and checks what is said, the verdict and the number of requests. */
export async function expectOutcome(behave: Behaviour, expected: Expected): Promise<void> {
  const { url, requests } = await hostile(behave)
  const { whole = false, timeout, body } = expected
  const files = body === undefined ? {} : { 'conform.config.yaml': `limits: { body: ${body} }\n` }
  expectSound(await firedApart(whole ? [] : LIST, url, { ...limited(timeout), files }), expected)
  expect(requests.length).toBeLessThanOrEqual(expected.most ?? (whole ? 300 : 100))
}
