import { parentPort, workerData } from 'node:worker_threads'
import { loadBundle } from '../bundle/load-bundle.ts'
import { planCases } from '../plan/plan.ts'
import type { Assignment } from '../prove/assignment.ts'
import { fireServer } from '../prove/fire-server.ts'
import type { WorkerContext } from '../prove/worker-context.ts'
import { KNOWN_SERVERS } from './known-servers.ts'

/** The data that a worker thread of `conform prove` starts with. */
export interface ProveData {
  readonly contract: string
  readonly seed: number
}

const { contract, seed } = workerData as ProveData
const context = loadContext()

parentPort?.on('message', (assignment: Assignment) => void answer(assignment))

async function answer(assignment: Assignment): Promise<void> {
  const server = KNOWN_SERVERS.find(({ id }) => id === assignment.server)
  if (server === undefined) throw new Error(`there is no known server ${assignment.server}`)
  parentPort?.postMessage(await fireServer(server, assignment, await context), [])
}

async function loadContext(): Promise<WorkerContext> {
  const bundle = await loadBundle(contract)
  const cases = new Map(planCases(bundle.suites, bundle.contract, seed).map((one) => [one.id, one]))
  return { bundle, cases, seed }
}
