import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { valueAt } from '../../json/pointer.ts'
import { type ShownMember, membersIn } from '../reading/members.ts'
import type { Observation, RecalledPlace } from '../observation.ts'

/**
 * `notSent`: no member has the id that its last write sent, if it had another id before. `ofOneGroup` and `ofOneMember`: an update gives
 * no member the id of a member in another group, or of another member in its group.
 */
export type IdsExpectation = 'notSent' | 'ofOneGroup' | 'ofOneMember'

/** The ids of members are their own. */
export const ids: AssertionKind<IdsExpectation> = {
  name: 'ids',
  recalls: () => true,
  schema: { enum: ['notSent', 'ofOneGroup', 'ofOneMember'] },
  applies: (expected, observation) =>
    identifiedIn(observation).some(({ place }) =>
      expected === 'notSent' ? place.sentId !== undefined && isTelling(place) : place.idsSince.length > 2,
    ),
  check(expected, observation) {
    const found = identifiedIn(observation)
    return found.flatMap((one) =>
      expected === 'notSent' ? sentProblem(one) : takenProblem(expected, one, observation),
    )
  },
  explain: (expected) =>
    ({
      notSent: 'no member with an id that the body of its last write sent',
      ofOneGroup: 'no member with the id of a member in another group',
      ofOneMember: 'no two members of a group with one id',
    })[expected],
}

interface Identified extends Pick<ShownMember, 'pointer'> {
  readonly id: string
  readonly place: RecalledPlace
  readonly at: string
}

/** The members in the answer whose writes the case knows. */
function identifiedIn(observation: Observation): readonly Identified[] {
  const { recalled, known, contract } = observation
  if (recalled === undefined) return []
  const own = new Map(recalled.places.flatMap((place) => (place.group === recalled.group ? [[place.key, place]] : [])))
  return membersIn(observation).flatMap(({ key = '', value, pointer }) => {
    const [id, place] = [valueAt(value, contract.resource.identity), own.get(key)]
    if (typeof id !== 'string' || place === undefined || known.foreign.has(key) || known.doubtful.has(key)) return []
    return [{ id, place, pointer, at: `body#${pointer}${contract.resource.identity}` }]
  })
}

/** Shorter ids, such as those of a counter, may be equal by chance. */
const SHORTEST = 6

/** True if the id after a write tells whether the sent id decided: the member had another, or the sent one was never an id. */
function isTelling({ sentId = '', idsBefore, knewSentId }: RecalledPlace): boolean {
  return sentId.length >= SHORTEST && !idsBefore.has(sentId) && (idsBefore.size > 0 || !knewSentId)
}

function sentProblem({ id, place, at }: Identified): readonly Problem[] {
  if (id !== place.sentId || !isTelling(place)) return []
  const message = `expected an id of the server's own for ${place.key}; the id is the one in the body of its last write`
  return [{ signature: 'sent-id-is-taken', message, at, expected: 'another id', actual: id }]
}

/**
 * An id that two updates in a row leave as it is, and that the member did not have before. A server that counts its ids in each group may
 * come to the id of another member once. It cannot do so twice.
 */
function takenProblem(
  expected: IdsExpectation,
  { id, place, at }: Identified,
  { recalled }: Observation,
): readonly Problem[] {
  const [before, last, ...earlier] = place.idsSince.toReversed()
  if (id !== before || id !== last || earlier.length === 0 || earlier.includes(id)) return []
  const holder = recalled?.places.find((other) => other !== place && other.idsSince.at(-1) === id)
  if (holder === undefined || (holder.group === place.group) !== (expected === 'ofOneMember')) return []
  const where = holder.group === place.group ? '' : ' in another group'
  const message = `expected an id of its own for ${place.key}; since an update it has the id of ${holder.key}${where}`
  return [{ signature: 'id-of-another', message, at, expected: 'another id', actual: id }]
}
