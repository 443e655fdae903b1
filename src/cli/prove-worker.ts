import { parentPort, workerData } from 'node:worker_threads'
import { loadBundle } from '../bundle/load-bundle.ts'
import { planCases } from '../plan/plan.ts'
import { type Arsenal, fireSubject } from '../prove/fire-subject.ts'
import type { Order } from '../prove/subject.ts'
import { SUBJECTS } from './subjects.ts'

/** What a thread of `conform prove` is started with. */
export interface ProveData {
  readonly contract: string
  readonly seed: number
}

const { contract, seed } = workerData as ProveData
const arsenal = loadArsenal()

parentPort?.on('message', (order: Order) => void answer(order))

async function answer(order: Order): Promise<void> {
  const subject = SUBJECTS.find(({ id }) => id === order.subject)
  if (subject === undefined) throw new Error(`there is no subject ${order.subject}`)
  parentPort?.postMessage(await fireSubject(subject, order, await arsenal), [])
}

async function loadArsenal(): Promise<Arsenal> {
  const bundle = await loadBundle(contract)
  const cases = new Map(planCases(bundle.suites, bundle.contract, seed).map((one) => [one.id, one]))
  return { bundle, cases, seed }
}
