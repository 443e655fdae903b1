import { parentPort, workerData } from 'node:worker_threads'
import { createReference, type ReferenceOptions } from '../../../fixtures/reference/reference.ts'

/** The data that the thread of the embedded server starts with. */
export type EmbeddedData = Pick<ReferenceOptions, 'groups' | 'auth'>

const server = await createReference(workerData as EmbeddedData).listen()
parentPort?.postMessage(server.url, [])
