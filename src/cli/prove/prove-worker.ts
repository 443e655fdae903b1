import { parentPort, workerData } from 'node:worker_threads'
import type { Bundle } from '../../bundle/bundle.ts'
import { compileValidators } from '../../contract/validators.ts'
import { planCases } from '../../plan/plan.ts'
import type { Assignment } from '../../prove/assignment.ts'
import { fireServer } from '../../prove/fire-server.ts'
import type { WorkerContext } from '../../prove/worker-context.ts'
import { KNOWN_SERVERS } from './known-servers.ts'

/** The data that a worker thread of `conform prove` starts with; a function cannot be sent to a thread. */
export interface ProveData {
  readonly bundle: Omit<Bundle, 'validators'>
  readonly seed: number
}

const { bundle, seed } = workerData as ProveData
const compiled = { ...bundle, validators: compileValidators(bundle.contract) }
let context = contextAt(seed)

function contextAt(own: number): WorkerContext {
  const cases = planCases(bundle.suites, bundle.contract, own)
  return { bundle: compiled, cases: new Map(cases.map((one) => [one.id, one])), seed: own }
}

parentPort?.on('message', (assignment: Assignment) => void answer(assignment))

async function answer(assignment: Assignment): Promise<void> {
  const server = KNOWN_SERVERS.find(({ id }) => id === assignment.server)
  if (server === undefined) throw new Error(`there is no known server ${assignment.server}`)
  // Assignments of one seed follow one another, so that the last plan serves for most of them.
  if ((assignment.seed ?? seed) !== context.seed) context = contextAt(assignment.seed ?? seed)
  parentPort?.postMessage(await fireServer(server, assignment, context), [])
}
