import type { Contract, Role } from '../contract/contract.ts'
import type { Known, KnownMember, Snapshot } from '../judge/observation.ts'
import { isObject } from '../json/pointer.ts'

/** What the run knows of one group on the target. It trusts its own writes: only the discovery reads what was there before. */
export interface GroupState extends Known {
  readonly id: string
  readonly members: Map<string, KnownMember>
  readonly foreign: Set<string>
  readonly doubtful: Set<string>
  /** Every key that some case may have written here. */
  readonly touched: Set<string>
  /** The ids that the answers to our writes gave. */
  readonly ids: Set<string>
  /** When it was last looked at whole, by the clock of the run. */
  lookedAt: number
  /** The group as last read, while nothing has been written since. */
  snapshot: Snapshot | undefined
}

export function createGroupState(id: string): GroupState {
  const [foreign, doubtful, touched, ids] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()]
  return { id, members: new Map(), foreign, doubtful, touched, ids, lookedAt: 0, snapshot: undefined }
}

export interface Write {
  readonly role: Role
  readonly key: string
  readonly body: unknown
  /** Undefined where no answer came. */
  readonly status: number | undefined
}

/** Notes what a write has done, going by its status alone: whether that was right is the judge's matter. */
export function noteWrite(state: GroupState, contract: Contract, { role, key, body, status }: Write): void {
  if (role !== 'create' && role !== 'update' && role !== 'delete') return
  if (status !== undefined && status >= 400 && status < 500) return
  state.snapshot = undefined
  if (role === 'delete' && status !== undefined && status < 300) state.doubtful.delete(key)
  if (!contract.resource.key.values.includes(key)) return
  if (status === undefined || status < 200 || status > 299) {
    state.doubtful.add(key)
    return
  }
  if (role === 'delete') {
    state.members.delete(key)
  } else if (isObject(body)) state.members.set(key, { values: body, complete: role === 'create' })
  else doubt(state, [key])
}

/** Something went wrong with these keys: nothing is claimed of them until they have been cleaned up. */
export function doubt(state: GroupState, keys: Iterable<string>): void {
  for (const key of keys) if (!state.foreign.has(key)) state.doubtful.add(key)
  state.snapshot = undefined
}
