import { formatPointer, isObject, parsePointer, valueAt, withValueAt } from '../../../json/pointer.ts'
import type { Pointer } from '../../../resource/model.ts'
import { type MemberDraft, draftMember } from '../../change/draft-member.ts'
import type { Answer } from '../../session/exchange.ts'
import { all, makes, shows } from '../../world/facts.ts'
import { kindsOf } from '../../world/kinds.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { asShould, type Problem } from '../../session/problem.ts'
import { refersToOthers } from '../../body/refers-to-others.ts'
import type { World } from '../../world/world.ts'
import { standsTwice } from '../../body/stands-twice.ts'
import { isWord } from '../../body/words.ts'

/** Texts that break in transit or in storage where text is handled carelessly. */
const TEXTS = [`Naïve 東京 🙂 "Quotes" ' \\ <b>&amp;</b> 1+1 100%`, 'Naïve 東京', 'Smile 🙂 100%', `Quotes 1+1 " ' \\`]

/** Text of any script is read as it was sent. */
export const textComesBack: Law = {
  id: 'text-comes-back',
  level: 'must',
  text: 'A text that is accepted is read as it was sent, whatever its script and its punctuation.',
  source: 'RFC 8259, section 8.1',
  needs: all(makes, shows),
  async check(world) {
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
      const { member, keepsWith, writeWith, places } = found
      const beside = (at: Pointer): string => `${text} ${String(valueAt(member, at))}`
      const alone = places
        .toReversed()
        .flatMap((at) => [beside(at), text].map((value) => partWith(member, [{ at, value }])))
      const every = partWith(
        member,
        places.map((at) => ({ at, value: beside(at) })),
      )
      const part = [every, ...alone].find(keepsWith)
      const { shown } = (part === undefined ? undefined : await writeWith(part)) ?? {}
      if (part === undefined || shown === undefined) continue
      judged += 1
      const problems = world.shows(part, shown)
      if (text === TEXTS[0]) whole = { shown, problems }
      else if (!world.expect(shown, problems)) return
    }
    // A server that changes no text but markup may clean it on purpose.
    if (whole !== undefined) world.expect(whole.shown, whole.problems.map(asShould))
    if (judged === 0) throw new NotVerified('no member with a text in another script was written and read')
  },
}

/** True for a word that names nothing else of the member. */
function isFreeText(value: unknown, member: MemberDraft['member']): boolean {
  return isWord(value) && !standsTwice(value, member)
}

/** A member that is not written yet, and the places of its free texts. Each kind of member is tried. */
async function textsIn(world: World): Promise<Texts | undefined> {
  const keys = Object.values(world.resource.key.address?.value ?? {})
  for (const variant of kindsOf(world)) {
    const draft = await draftMember(world, variant)
    const isFree = (at: Pointer): boolean =>
      isFreeText(valueAt(draft.member, at), draft.member) &&
      !refersToOthers(parsePointer(at).at(-1) ?? '', {}) &&
      !keys.includes(at)
    const top = Object.keys(draft.member).map((name) => formatPointer([name]))
    const within = Object.entries(draft.member).flatMap(([name, value]) =>
      isObject(value) ? Object.keys(value).map((inner) => formatPointer([name, inner])) : [],
    )
    // A member may have all its texts within an object, such as `attributes`.
    const places = [top, within].map((pointers) => pointers.filter(isFree)).find((free) => free.length > 0)
    if (places !== undefined) return { ...draft, places }
  }
  return undefined
}

/** The properties at the top of a member that hold the places, with their new values. */
function partWith(
  member: MemberDraft['member'],
  texts: readonly { readonly at: Pointer; readonly value: string }[],
): MemberDraft['member'] {
  const whole = texts.reduce<unknown>((made, { at, value }) => withValueAt(made, at, value), member)
  const names = new Set(texts.map(({ at }) => parsePointer(at)[0] ?? ''))
  return Object.fromEntries([...names].map((name) => [name, valueAt(whole, formatPointer([name]))]))
}

interface Texts extends MemberDraft {
  readonly places: readonly Pointer[]
}

interface Shown {
  readonly shown: Answer
  readonly problems: readonly Problem[]
}
