import { isObject, valueAt } from '../../../json/pointer.ts'
import { holdsWord } from '../../body/words.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { short } from '../../compare/compare-member.ts'
import { sentencesOf } from '../../../document/says/sentences-of.ts'
import { speaksOf } from '../../../resource/shape/sentences.ts'
import { wordsOf } from '../../../words/words.ts'
import { listedIn } from '../../change/state-writes.ts'
import {
  conflictsOverOne,
  type ReferenceEvidence,
  mayDangle,
  documentStates,
} from '../../refusal/evidence-of-references.ts'
import { type Answer, isRefusal, isSuccess, isLater } from '../../session/exchange.ts'
import { withArticle } from '../../session/noun.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { all, creates, shows } from '../../world/facts.ts'
import { keysNamedBy, withKeysOfOthers } from '../../world/keys-of-others.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

/** A member does not name one that is gone. */
export const noReferenceDangles: Law = {
  id: 'no-reference-dangles',
  level: 'must',
  text: 'A delete of a member that another one names is refused, or the other one is gone too, or does not name it any more.',
  source: 'the document: a description of the delete such as "Tasks of the user become unassigned"',
  needs: all(creates, shows, documentStates(mayDangle, 'that a member of another resource can be deleted')),
  async check(world) {
    let judged = 0
    for (const evidence of mayDangle(world.resource, world)) if (await hold(evidence, world)) judged += 1
    if (judged === 0) throw new NotVerified('no member could be made that names one of the run')
  },
}

async function hold(evidence: ReferenceEvidence, world: World): Promise<boolean> {
  const { to, pointer } = evidence
  const member = await world.fresh({ namesOwn: true })
  const named = member.refersTo?.find(({ resource, claim }) => resource === to && claim !== undefined)
  const [key] = keysNamedBy(member.sent, world.resource).get(pointer) ?? []
  if (named === undefined || key === undefined) return false
  const removed = await world.remove(named)
  if (isLater(removed)) return false
  if (!isSuccess(removed)) {
    world.expect(removed, [])
    return true
  }
  const gone = await world.readOf(named)
  if (gone === undefined || isSuccess(gone)) return false
  const what = `a delete of ${withArticle(to.name)} that ${withArticle(world.resource.name)} names`
  if (conflictsOverOne(to, world)) world.expect(removed, acceptedProblems(removed, { what, level: 'should' }))
  else {
    const after = await world.read(member)
    world.expect(after, [...(await dangling(evidence, { after, key }, world)), ...otherState(to, after, world)])
  }
  return true
}

interface Left {
  /** The answer to a read of the member that named it. */
  readonly after: Answer
  /** The key of the member that is gone. */
  readonly key: unknown
}

type Problems = ReturnType<typeof acceptedProblems>

/** The problems of a member that still names the deleted one. Without words, a create that names it must be refused: else nothing has to be there. */
async function dangling(
  { pointer, to, certainty }: ReferenceEvidence,
  { after, key }: Left,
  world: World,
): Promise<Problems> {
  if (!isSuccess(after) || !names(after, { pointer, key }, world)) return []
  if (certainty === 'guess' && !(await isRefusedNow({ pointer, key }, world))) return []
  const level = certainty === 'guess' ? ('should' as const) : undefined
  return [
    {
      signature: 'dangles',
      message: `expected another value than ${short(key)} at ${pointer}, since the ${to.name} is deleted`,
      at: `body#${world.resource.wrap?.value.answer ?? ''}${pointer}`,
      expected: 'no key of a deleted member',
      actual: key,
      ...(level === undefined ? {} : { level }),
    },
  ]
}

/** A sentence such as "Bookings of the organizer are cancelled": a member that named the deleted one has that state. */
function otherState(to: ReferenceEvidence['to'], after: Answer, world: World): Problems {
  if (!isSuccess(after) || to.delete === undefined) return []
  const { description } = world.operation(to.delete.operation)
  const said = new Set(
    sentencesOf(description).flatMap((text) => {
      const [, noun = '', state = ''] = BECOME.exec(text) ?? []
      return speaksOf(world.resource.name, noun) ? [wordsOf(state).join(' ')] : []
    }),
  )
  return listedIn(world.resource, world.document).flatMap(({ at, states }): Problems => {
    const wanted = states.find((one) => said.has(wordsOf(one).join(' ')))
    const actual = valueAt(world.shown(after), at)
    if (wanted === undefined || actual === wanted || !states.includes(String(actual))) return []
    return [
      {
        signature: 'other-state',
        message: `expected ${wanted} at ${at}, since the ${to.name} is deleted, got ${String(actual)}`,
        at: `body#${world.resource.wrap?.value.answer ?? ''}${at}`,
        expected: wanted,
        actual,
      },
    ]
  })
}

const BECOME = /^\W*(?:all |the |its )*([\w -]+?) (?:of|by) (?:the|this|a|an) [\w-]+ (?:are|become|get) ([\w-]+)\b/i

interface KeyAt {
  readonly pointer: string
  readonly key: unknown
}

function names(answer: Answer, { pointer, key }: KeyAt, world: World): boolean {
  const shown = valueAt(world.shown(answer), pointer.replaceAll('/*', '/0'))
  // An answer may show an object in the place of a key.
  const values = isObject(shown) && holdsWord(key) ? Object.values(shown) : [shown]
  return values.some((value) => [key, String(key), Number(key)].includes(value))
}

/** True where a create that names the deleted member is refused. */
async function isRefusedNow({ pointer, key }: KeyAt, world: World): Promise<boolean> {
  const asked = await world.body()
  const wrong = withKeysOfOthers(memberIn(asked.body, world.resource), {
    keys: new Map([[pointer, [key]]]),
    isValid: () => true,
  })
  const { answer } = await world.create({ ...asked, body: withMember(asked.body, wrong, world.resource) })
  return isRefusal(answer) && [400, 404, 409, 422].includes(answer.status)
}
