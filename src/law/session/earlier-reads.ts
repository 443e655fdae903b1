import { type Answer, isSuccess } from './exchange.ts'

/** The last read of each member, until a write may have made another member under its key. */
export type EarlierReads = Map<string, Answer>

/** An answer to a request of the owner. */
export interface SeenAnswer {
  readonly method: string
  /** The path with its query. */
  readonly path: string
  readonly answer: Answer
  /** True for a read of a member that nothing but the owner has asked for. */
  readonly isRead: boolean
}

/** Notes an answer. Returns the read of the same member before, where nothing but updates lies between. */
export function noteRead({ method, path, answer, isRead }: SeenAnswer, reads: EarlierReads): Answer | undefined {
  if (!isSuccess(answer)) return undefined
  const isUpdate = (method === 'PUT' || method === 'PATCH') && answer.status !== 201
  if (!isUpdate && method !== 'GET' && method !== 'HEAD') reads.clear()
  if (method !== 'GET' || !isRead) return undefined
  const earlier = reads.get(path)
  reads.set(path, answer)
  return earlier
}
