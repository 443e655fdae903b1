import { isObject } from '../../json/pointer.ts'
import { type CreateRequest, memberIn, withMember } from '../create-member.ts'
import { isWord } from '../create-note.ts'
import { type Answer, isSuccess } from '../exchange.ts'
import { all, creates, reads } from '../facts.ts'
import { kindsOf } from '../kinds.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import type { Problem } from '../problem.ts'
import { refersToOthers } from '../refers-to-others.ts'
import { contentOf } from '../request-body.ts'
import type { World } from '../world.ts'

/** Texts that break in transit or in storage where text is handled carelessly. */
const TEXTS = [`naïve 東京 🙂 "quotes" ' \\ <b>&amp;</b> 100%`, 'naïve 東京', 'smile 🙂 100%', `quotes " ' \\`]

/** Text of any script is read as it was sent. */
export const textComesBack: Law = {
  id: 'text-comes-back',
  level: 'must',
  text: 'A text that is accepted is read as it was sent, whatever its script and its punctuation.',
  source: 'RFC 8259, section 8.1',
  needs: all(creates, reads),
  async check(world) {
    const { resource } = world
    const content = contentOf(world.operation(resource.create?.operation ?? ''))
    let judged = 0
    let whole: Shown | undefined
    for (const text of TEXTS) {
      // The first text holds what the others hold.
      if (whole?.problems.length === 0) break
      const found = await textsIn(world)
      if (found === undefined) {
        if (judged > 0) break
        throw new NotVerified('no property of a member holds a free text')
      }
      const { base, member, names } = found
      const alone = names
        .toReversed()
        .flatMap((one) => [`${text} ${String(member[one])}`, text].map((value) => ({ [one]: value })))
      const every = Object.fromEntries(names.map((one) => [one, `${text} ${String(member[one])}`]))
      const sent = [every, ...alone]
        .map((part) => ({ part, body: withMember(base.body, { ...member, ...part }, resource) }))
        .find(({ body }) => (world.validators(content?.schema ?? true)?.(body).length ?? 0) === 0)
      if (sent === undefined) continue
      const { part, body } = sent
      const created = await world.arrived(await world.create({ ...base, body }))
      if (created === undefined) continue
      const shown = await world.read(created)
      if (!isSuccess(shown)) continue
      judged += 1
      const problems = world.shows(part, shown)
      if (text === TEXTS[0]) whole = { shown, problems }
      else if (!world.expect(shown, problems)) return
    }
    // A server that changes no text but markup may clean it on purpose.
    if (whole !== undefined) world.expect(whole.shown, whole.problems.map(asWarning))
    if (judged === 0) throw new NotVerified('no member with such a text was created and read')
  },
}

/** A body, and the names of its free texts. Each kind of member is tried. */
async function textsIn(world: World): Promise<Texts | undefined> {
  const keys = Object.values(world.resource.key.address?.value ?? {})
  for (const variant of kindsOf(world)) {
    const base = await world.body({ variant })
    const member = memberIn(base.body, world.resource)
    if (!isObject(member)) throw new NotVerified('the member is no object')
    const names = Object.keys(member).filter(
      (one) => isWord(member[one]) && !refersToOthers(one, {}) && !keys.includes(`/${one}`),
    )
    if (names.length > 0) return { base, member, names }
  }
  return undefined
}

interface Texts {
  readonly base: CreateRequest
  readonly member: Readonly<Record<string, unknown>>
  readonly names: readonly string[]
}

interface Shown {
  readonly shown: Answer
  readonly problems: readonly Problem[]
}

function asWarning(problem: Problem): Problem {
  return { ...problem, level: 'should' }
}
