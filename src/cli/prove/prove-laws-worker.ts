import { parentPort, workerData } from 'node:worker_threads'
import type { Assignment } from '../../prove/assignment.ts'
import { fireLawsAt } from '../../prove/fire-laws-at.ts'
import { KNOWN_LAW_SERVERS } from './known-law-servers.ts'
import { lawContext } from './law-context.ts'

/** The data that a worker thread of `conform prove --contract NAME` starts with. */
export interface ProveLawsData {
  /** A contract of resources of this package. */
  readonly name: string
  readonly seed: number
}

const { name, seed } = workerData as ProveLawsData
const context = lawContext(name, seed)
const servers = KNOWN_LAW_SERVERS[name] ?? []

parentPort?.on('message', (assignment: Assignment) => void answer(assignment))

async function answer(assignment: Assignment): Promise<void> {
  const server = servers.find(({ id }) => id === assignment.server)
  if (server === undefined) throw new Error(`there is no known server ${assignment.server}`)
  parentPort?.postMessage(await fireLawsAt(server, assignment, context), [])
}
