import type { Contract, Role } from '../contract/contract.ts'
import type { Observation, Recalled, RecalledPlace, RecalledWrite, SentRequest } from '../judge/observation.ts'
import { type ShownMember, membersIn } from '../judge/reading/members.ts'
import { isObject, valueAt } from '../json/pointer.ts'

/** The memory of one case: what its requests sent, and what the answers showed. It begins empty, so that a replay judges alike. */
export interface Recall {
  readonly noteWrite: (group: string, write: NotedWrite, contract: Contract) => void
  /** Notes the members in an answer, and returns all that is known with it. `view` names the operation and the sender. */
  readonly noteShown: (group: string, observed: Observation, view: string) => Recalled
}

/** A request and the status of its answer: undefined without an answer, and where its order among others is not known. */
export interface NotedWrite {
  readonly request: Pick<SentRequest, 'role' | 'key' | 'body'>
  readonly status: number | undefined
}

interface Place extends RecalledPlace {
  readonly idsBefore: Set<string>
  readonly idsSince: string[]
  readonly sent: Map<string, unknown>
  readonly writes: RecalledWrite[]
  sentId: string | undefined
  knewSentId: boolean
  /** True until an answer shows the id after the last write. */
  isUnseen: boolean
  /** The body of the last write as JSON, where that is a create. */
  createdBy: string | undefined
}

/** A memory without any request. */
export function createRecall(): Recall {
  const places = new Map<string, Place>()
  const firsts = new Map<string, ShownMember['value']>()
  const placeAt = (group: string, key: string): Place => {
    const name = `${group} ${key}`
    const place = places.get(name) ?? newPlace(group, key)
    places.set(name, place)
    return place
  }
  return {
    noteWrite(group, { request, status }, contract) {
      const { role, key } = request
      if (key === undefined || (role !== 'create' && role !== 'update' && role !== 'delete')) return
      const place = placeAt(group, key)
      if (role !== 'delete') remember(place, { body: request.body, status })
      if (status !== undefined && status >= 400 && status < 500) return
      noteSentId(place, request.body, { places: [...places.values()], contract })
      notePeriod(place, role, status !== undefined && status < 300)
      noteBody(place, request, status)
    },
    noteShown(group, observed, view) {
      const firstShown = new Map<string, ShownMember['value']>()
      for (const { key, value } of membersIn(observed)) {
        if (key === undefined) continue
        const place = placeAt(group, key)
        showId(place, valueAt(value, observed.contract.resource.identity))
        if (place.createdBy === undefined) continue
        const name = `${view} ${key} ${place.createdBy}`
        const first = firsts.get(name) ?? value
        firsts.set(name, first)
        firstShown.set(key, first)
      }
      return { group, places: [...places.values()], firstShown }
    },
  }
}

function newPlace(group: string, key: string): Place {
  return {
    group,
    key,
    idsBefore: new Set(),
    idsSince: [],
    sent: new Map(),
    writes: [],
    sentId: undefined,
    knewSentId: false,
    isUnseen: true,
    createdBy: undefined,
  }
}

/** The most writes of a place that are remembered, as a count. */
const MOST_WRITES = 32

function remember({ writes }: Place, write: RecalledWrite): void {
  writes.push(write)
  if (writes.length > MOST_WRITES) writes.shift()
}

interface Known {
  readonly places: readonly Place[]
  readonly contract: Contract
}

function noteSentId(place: Place, body: unknown, { places, contract }: Known): void {
  const id = isObject(body) ? valueAt(body, contract.resource.identity) : undefined
  const isKnown = ({ key, idsBefore, idsSince }: Place, sent: string): boolean =>
    key === place.key && (idsBefore.has(sent) || idsSince.includes(sent))
  place.sentId = typeof id === 'string' ? id : undefined
  place.knewSentId = typeof id === 'string' && places.some((one) => isKnown(one, id))
}

/** A create and a delete begin a new life, and a write without a clear answer does so too. */
function notePeriod(place: Place, role: Role, isDone: boolean): void {
  for (const one of place.idsSince) place.idsBefore.add(one)
  if (role !== 'update' || !isDone) place.idsSince.length = 0
  place.isUnseen = true
}

function noteBody(place: Place, { role, body }: NotedWrite['request'], status: number | undefined): void {
  const isCreated = role === 'create' && status !== undefined && status < 300
  place.createdBy = isCreated ? JSON.stringify(body) : undefined
  if (role === 'delete' || !isObject(body)) return
  for (const [name, value] of Object.entries(body)) if (value !== null) place.sent.set(name, value)
}

function showId(place: Place, id: unknown): void {
  if (typeof id !== 'string') return
  if (!place.isUnseen) place.idsSince.pop()
  place.idsSince.push(id)
  place.isUnseen = false
}
