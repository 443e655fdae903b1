import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Packages from npm, installed into a separate folder outside the repository. They are never dependencies. */
export interface Peer {
  readonly name: string
  /** Package names with versions. The first package is the peer itself. */
  readonly packages: readonly string[]
}

export const NEWMAN: Peer = { name: 'newman', packages: ['newman@6.2.2'] }
export const STEPCI: Peer = { name: 'stepci', packages: ['stepci@2.8.2'] }
export const VITEST: Peer = { name: 'vitest', packages: ['vitest@4.1.12', 'undici@7.30.2', 'ajv@8.20.0'] }
export const PRISM: Peer = { name: 'prism', packages: ['@stoplight/prism-cli@5.14.2'] }
export const SCALAR: Peer = { name: 'scalar', packages: ['@scalar/mock-server@0.3.25', '@hono/node-server@1.19.19'] }

export type Installed = { readonly folder: string } | { readonly reason: string }

/** Installs a peer below the folder if it is missing. */
export function install({ name, packages }: Peer, below: string): Installed {
  const folder = join(below, name)
  const main = (packages[0] ?? '').replace(/(?!^)@[^@]*$/, '')
  if (existsSync(join(folder, 'node_modules', main, 'package.json'))) return { folder }
  mkdirSync(folder, { recursive: true })
  process.stderr.write(`installing ${packages.join(', ')}\n`)
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, ...packages]
  const { status, stderr, error } = spawnSync('npm', args, { encoding: 'utf8', cwd: folder })
  if (status === 0) return { folder }
  const said =
    error?.message ?? stderr.split('\n').find((line) => line.startsWith('npm error')) ?? `npm ended with ${status}`
  return { reason: said.trim() }
}
