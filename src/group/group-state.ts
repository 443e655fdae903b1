import { isKey } from '../contract/keys.ts'
import { type Absence, createAbsence } from './absence.ts'
import type { Fingerprint } from './ledger.ts'
import type { Contract, Role } from '../contract/contract.ts'
import type { Known, KnownMember, Snapshot } from '../judge/observation.ts'
import { isObject } from '../json/pointer.ts'

/** The run's knowledge of one group. The statuses of writes decide it; only discoveries read existing members. */
export interface GroupState extends Known {
  readonly id: string
  readonly members: Map<string, KnownMember>
  readonly foreign: Set<string>
  readonly doubtful: Set<string>
  readonly deleted: Set<string>
  /** Foreign keys that another client writes during the run. */
  readonly ceded: Set<string>
  /**
   * Keys that the run wrote, whose member lists show and a read does not find, so that no request removes it. They stay doubtful.
   */
  readonly stranded: Set<string>
  /** Keys that looked stranded at the last discovery. A list may be late once. */
  suspects: ReadonlySet<string>
  /** Keys that requests at the same moment write: no answer tells their state. */
  readonly contested: Set<string>
  /** The path segments of accepted writes of keys that the contract does not have, since the last clean-up. */
  readonly strays: Set<string>
  /** The names in such writes, as `removeStrays` compares names. */
  readonly strayNames: Set<string>
  /** The keys of members that such writes left, and that no delete removed. */
  readonly stuck: Set<string>
  /** Every key that any case may have written in the group. */
  readonly touched: Set<string>
  /** The ids in answers to writes of the run. */
  readonly ids: Set<string>
  /** Those in any group of the run: a member that a target stored elsewhere too has one of them. */
  readonly idsOfAny: Set<string>
  /**
   * The last bodies that the run sent to each key, also in requests that were refused: a target may store them nevertheless. The groups of a
   * run share them: a target may store in one group what was sent to another.
   */
  readonly sent: Map<string, readonly unknown[]>
  /** All groups of the run, this one included. */
  readonly groups: GroupState[]
  /** The keys that cases claim. With free keys, the run reads them if the list is not whole. */
  readonly claimed: ReadonlySet<string>
  readonly absence: Absence
  /** The keys of the members from before the run. */
  readonly before: Set<string>
  /** True where a complete list named these members. */
  isListed: boolean
  /** Only with free keys: fingerprints of bodies that the run sent. They find members under keys that the run never named. */
  readonly written: Fingerprint[]
  /** The time of the last discovery, in milliseconds of the run's clock. */
  discoveredAt: number
  /** The last snapshot; undefined after a write. */
  snapshot: Snapshot | undefined
  /** The group without members of the run, as last seen; undefined after an unexpected change. */
  empty: EmptyState | undefined
}

/** The answers of a group in which the run has no member. */
export interface EmptyState {
  readonly members: Snapshot['members']
  /** The statuses of reads, by key. */
  readonly reads: Map<string, number>
}

/** True if the run has no member in the group, by its knowledge. */
export function isEmpty({ members, doubtful }: GroupState): boolean {
  return members.size === 0 && doubtful.size === 0
}

/** The state that the groups of a run share. */
export type Shared = Pick<GroupState, 'groups' | 'sent' | 'idsOfAny'>

/** Nothing sent yet. */
export function createShared(): Shared {
  return { groups: [], sent: new Map(), idsOfAny: new Set() }
}

/** A group without known members. `claimed` are the keys that cases claim. */
export function createGroupState(id: string, claimed: Iterable<string> = [], shared = createShared()): GroupState {
  const state: GroupState = {
    ...shared,
    id,
    members: new Map(),
    foreign: new Set(),
    doubtful: new Set(),
    deleted: new Set(),
    ceded: new Set(),
    stranded: new Set(),
    suspects: new Set(),
    contested: new Set(),
    strays: new Set(),
    strayNames: new Set(),
    stuck: new Set(),
    touched: new Set(),
    ids: new Set(),
    claimed: new Set(claimed),
    absence: createAbsence(),
    before: new Set(),
    isListed: false,
    written: [],
    discoveredAt: 0,
    snapshot: undefined,
    empty: undefined,
  }
  shared.groups.push(state)
  return state
}

/** A request to one key, and the status of its answer. */
export interface AnsweredWrite {
  readonly role: Role
  readonly key: string
  readonly body: unknown
  /** Undefined without an answer. */
  readonly status: number | undefined
}

/** Applies a write to the known members, by its status alone. The judge decides whether the status is correct. */
export function noteWrite(state: GroupState, contract: Contract, { role, key, body, status }: AnsweredWrite): void {
  if (role !== 'create' && role !== 'update' && role !== 'delete') return
  if (status !== undefined && status >= 400 && status < 500) return
  state.snapshot = undefined
  if (state.contested.has(key)) return
  const before = role === 'create' ? {} : lastSentTo(state, key)
  if (role === 'delete' && status !== undefined && status < 300 && !state.stranded.has(key)) state.doubtful.delete(key)
  if (!isKey(contract, key)) return
  if (status === undefined || status < 200 || status > 299) {
    state.doubtful.add(key)
    return
  }
  if (role === 'delete') {
    state.members.delete(key)
    state.deleted.add(key)
    return
  }
  state.deleted.delete(key)
  if (isObject(body)) {
    const lastSent = before === undefined ? {} : { lastSent: { ...before, ...withoutNulls(body) } }
    state.members.set(key, { values: body, complete: role === 'create', ...lastSent })
  } else doubt(state, [key])
}

/** The values of a member before a write; empty for a key without a member, undefined if they are unknown. */
function lastSentTo({ members, foreign, doubtful }: GroupState, key: string): KnownMember['lastSent'] {
  if (foreign.has(key) || doubtful.has(key)) return undefined
  const member = members.get(key)
  return member === undefined ? {} : member.lastSent
}

/** A null sets no value: servers take it as absent. Source: "null" in the decisions. */
function withoutNulls(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))
}

/** Marks keys as doubtful: nothing is known of them until their removal. */
export function doubt(state: GroupState, keys: Iterable<string>): void {
  for (const key of keys) if (!state.foreign.has(key)) state.doubtful.add(key)
  state.snapshot = undefined
}
