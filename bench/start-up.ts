import { join } from 'node:path'
import { CONFORM, PROJECT } from './contestants.ts'
import { importsOf } from './imports.ts'
import { type Command, median, runOnce } from './measure.ts'
import type { LocalServer } from './server-process.ts'
import { GROUP } from './workload/item.ts'

/** The start-up time of a command in milliseconds, and the packages that it loads. */
export interface StartUp {
  readonly name: string
  readonly milliseconds: number
  readonly imports: readonly (readonly [name: string, files: number])[]
}

interface Starting {
  readonly runs: number
  readonly server: LocalServer
  readonly folder: string
}

/** The time from the start to the end, or to the first request if there is one. */
export async function measureStartUp({ runs, server, folder }: Starting): Promise<readonly StartUp[]> {
  const times = new Map<string, number[]>()
  const commands = Object.entries(commandsFor(server.origin))
  for (let round = 0; round < runs; round += 1) {
    for (const [name, args] of commands) {
      process.stderr.write('.')
      const { wall, first } = await runOnce({ args, cwd: folder } satisfies Command, server)
      times.set(name, [...(times.get(name) ?? []), first ?? wall])
    }
  }
  const measured: StartUp[] = []
  for (const [name, args] of commands) {
    const imports = name === EMPTY ? [] : await importsOf(args, folder)
    measured.push({ name, milliseconds: median(times.get(name) ?? []), imports })
  }
  return measured
}

const EMPTY = 'an empty script'

function commandsFor(origin: string): Readonly<Record<string, readonly string[]>> {
  return {
    [EMPTY]: importing(),
    'importing commander and undici': importing('commander/index.js', 'undici/index.js'),
    'importing commander, undici, ajv and yaml': importing(
      'commander/index.js',
      'undici/index.js',
      'ajv/dist/2020.js',
      'yaml/dist/index.js',
    ),
    'conform --help': [CONFORM, '--help'],
    'conform list': [CONFORM, 'list'],
    'conform run --no-such-flag': [CONFORM, 'run', '--no-such-flag'],
    'conform run, to its first request': [CONFORM, 'run', '--quiet', '--bail', '--target', origin, '--group-id', GROUP],
  }
}

function importing(...paths: readonly string[]): readonly string[] {
  const lines = paths.map((path) => `await import(${JSON.stringify(join(PROJECT, 'node_modules', path))})`)
  return ['--input-type=module', '--eval', lines.join(';')]
}

/** A sentence for each package that a command without requests must not load. */
export function needlessImports(measured: readonly StartUp[]): readonly string[] {
  const silent = measured.filter(({ name }) => name.startsWith('conform') && !name.endsWith('request'))
  return silent.flatMap(({ name, imports }) =>
    imports.filter(([module]) => NEEDLESS.has(module)).map(([module]) => `${name} loads ${module}`),
  )
}

const NEEDLESS: ReadonlySet<string> = new Set(['undici', 'fast-check'])
