import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { PROJECT } from '../contestants.ts'
import type { RunningSubject, Subject } from './subject.ts'

interface Fixture {
  readonly name: string
  readonly document: string
  readonly principals: Subject['principals']
  readonly scopes: Subject['scopes']
  readonly otherScopes: Subject['scopes']
  readonly faults: readonly { readonly id: string }[]
  readonly variants: readonly { readonly id: string }[]
}

/** The login of the owner for Schemathesis. */
const GUEST_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  notes: ['-H', 'Authorization: Bearer alice-0f3d9a'],
  shop: ['-H', 'X-API-Key: shop-admin-5521'],
  // Schemathesis knows no digest.
  users: ['-H', 'Authorization: Bearer token-b7a1c5d2-owner-key'],
}

/** The three APIs of fixtures/apis, from the build. */
export async function ownSubjects(): Promise<readonly Subject[]> {
  const built = join(PROJECT, 'dist/fixtures/apis/apis.js')
  const { APIS } = (await import(built)) as { readonly APIS: readonly Fixture[] }
  return APIS.map(({ name, document, principals, scopes, otherScopes, faults, variants }) => ({
    name,
    document,
    principals,
    scopes,
    otherScopes,
    guestOptions: GUEST_OPTIONS[name] ?? [],
    write: ['*'],
    faults: faults.map(({ id }) => id),
    variants: variants.map(({ id }) => id),
    start: (deviation) => start(name, deviation),
  }))
}

async function start(name: string, deviation: string | undefined): Promise<RunningSubject> {
  const args = deviation === undefined ? [name] : [name, '--with', deviation]
  const child = fork(join(PROJECT, 'dist/fixtures/apis/serve.js'), args, { stdio: ['ignore', 'pipe', 'ignore', 'ipc'] })
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer]
  return {
    url: line.toString().trim().replace('listening ', ''),
    async held() {
      const answer = once(child, 'message')
      child.send('held')
      const [count] = (await answer) as [number]
      return count
    },
    async close() {
      const ended = once(child, 'exit')
      child.disconnect()
      child.kill()
      await ended
    },
  }
}
