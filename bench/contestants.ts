import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from './measure.ts'
import { start } from './measure.ts'
import { install, NEWMAN, type Peer, STEPCI, VITEST } from './peers.ts'
import { writeBareFiles } from './workload/bare-files.ts'
import { writeContract } from './workload/conform-contract.ts'
import { GROUP } from './workload/item.ts'
import { newmanCollection } from './workload/newman-collection.ts'
import { stepciWorkflow } from './workload/stepci-workflow.ts'
import { vitestFile } from './workload/vitest-file.ts'

/** A tool that does the work: its command for a number of cases, with its files in a folder. */
export interface Contestant {
  readonly name: string
  readonly prepare: (work: Work) => Command | Promise<Command>
}

export interface Work {
  readonly origin: string
  readonly count: number
  readonly folder: string
}

/** The root of the repository: this file is compiled into `bench/.build`. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

export const CONFORM = join(PROJECT, 'dist/src/cli/conform.js')

/**
 * The available contestants, the floor first, and the reasons why others are missing. `only` excludes the guests whose names do not
 * contain it, and does not install them.
 */
export function gather(
  peers: string,
  only: string,
): { contestants: readonly Contestant[]; missing: readonly string[] } {
  const guests = GUESTS.filter(({ peer }) => peer.name.includes(only)).map((guest) => ({
    ...guest,
    installed: install(guest.peer, peers),
  }))
  return {
    contestants: [
      { name: 'bare undici loop', prepare: bareLoop },
      { name: 'conform, compiled contract', prepare: compiled },
      { name: 'conform, contract from source', prepare: fromSource },
      ...guests.flatMap(({ create, installed }) => ('folder' in installed ? [create(installed.folder)] : [])),
    ],
    missing: guests.flatMap(({ peer, installed }) =>
      'reason' in installed ? [`${peer.name}: ${installed.reason}`] : [],
    ),
  }
}

const GUESTS: readonly { readonly peer: Peer; readonly create: (folder: string) => Contestant }[] = [
  { peer: NEWMAN, create: newman },
  { peer: STEPCI, create: stepci },
  { peer: VITEST, create: vitest },
]

function bareLoop({ origin, count, folder }: Work): Command {
  const { keys, validator } = writeBareFiles(folder, count)
  return { args: [fileURLToPath(new URL('workload/bare-loop.js', import.meta.url)), origin, keys, validator] }
}

/** A copy of the package with the contract of the bench, built like the package itself. */
async function compiled({ origin, count, folder }: Work): Promise<Command> {
  const root = join(folder, 'package')
  mkdirSync(root, { recursive: true })
  cpSync(join(PROJECT, 'dist'), join(root, 'dist'), { recursive: true })
  rmSync(join(root, 'dist/compiled'), { recursive: true, force: true })
  const own = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as object
  writeFileSync(join(root, 'package.json'), JSON.stringify({ ...own, conform: { contract: 'bench' } }))
  symlinkSync(join(PROJECT, 'node_modules'), join(root, 'node_modules'))
  writeContract(join(root, 'specs/bench'), count)
  const { status, output } = await start({ args: [join(root, 'dist/src/bundle/build.js')] })
  if (status !== 0) throw new Error(`the bench's contract does not compile: ${output}`)
  return runAt(join(root, 'dist/src/cli/conform.js'), origin, folder)
}

function fromSource({ origin, count, folder }: Work): Command {
  writeContract(join(folder, 'contract'), count)
  const { args, ...rest } = runAt(CONFORM, origin, folder)
  return { ...rest, args: [...args, '--contract', join(folder, 'contract')] }
}

function runAt(conform: string, origin: string, cwd: string): Command {
  return { args: [conform, 'run', '--quiet', '--target', origin, '--group-id', GROUP], cwd }
}

function newman(peer: string): Contestant {
  return {
    name: 'newman',
    prepare({ origin, count, folder }) {
      const file = join(folder, 'collection.json')
      writeFileSync(file, JSON.stringify(newmanCollection(origin, count)))
      return { args: [join(peer, 'node_modules/newman/bin/newman.js'), 'run', file, '--silent'], cwd: folder }
    },
  }
}

function stepci(peer: string): Contestant {
  return {
    name: 'stepci',
    prepare({ origin, count, folder }) {
      const file = join(folder, 'workflow.yml')
      writeFileSync(file, JSON.stringify(stepciWorkflow(origin, count)))
      return {
        args: [join(peer, 'node_modules/stepci/dist/index.js'), 'run', file],
        cwd: folder,
        env: { STEPCI_DISABLE_ANALYTICS: '1' },
      }
    },
  }
}

function vitest(peer: string): Contestant {
  return {
    name: 'vitest (threads, no isolation)',
    prepare({ origin, count, folder }) {
      symlinkSync(join(peer, 'node_modules'), join(folder, 'node_modules'))
      writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
      writeFileSync(join(folder, 'items.test.js'), vitestFile(origin, count))
      const options = ['run', '--root', folder, '--pool', 'threads', '--no-isolate', '--maxWorkers', '1']
      return { args: [join(peer, 'node_modules/vitest/vitest.mjs'), ...options], cwd: folder }
    },
  }
}
