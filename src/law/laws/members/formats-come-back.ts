import { standsOnce } from '../../../resource/stands-with-parent.ts'
import { formatPointer, valueAt, withValueAt } from '../../../json/pointer.ts'
import { longestDecimal } from '../../body/longest-decimal.ts'
import { type MemberDraft, draftMember, draftUpdate } from '../../change/draft-member.ts'
import { all, makes, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { ownParameters } from '../../body/paths.ts'
import { refersToOthers } from '../../body/refers-to-others.ts'
import type { World } from '../../world/world.ts'

/** Another form of a value; undefined for none. `fits`: the document takes a value in its place. */
type Form = (value: unknown, fits: (value: unknown) => boolean) => unknown

/** Other values of a form in place of the plain ones: parts that careless code drops, rounds, or decodes once more. */
const FORMS: readonly Form[] = [
  textForm(/^https:\/\/example\.com\/\w+$/, (text) => `${text}?first=1&second=a%26b`),
  textForm(/^\w+@example\.com$/, (text) => text.replace('@', '+tag@')),
  textForm(/^\d{4}-\d\d-\d\dT10:20:30Z$/, (text) => text.replace('10:20:30Z', '01:20:30+02:00')),
  (value) => (typeof value === 'number' && Number.isInteger(value) ? value + 0.5 : undefined),
  (value, fits) => (typeof value === 'string' ? longestDecimal(fits) : undefined),
]

function textForm(pattern: RegExp, change: (text: string) => string): Form {
  return (value) => (typeof value === 'string' && pattern.test(value) ? change(value) : undefined)
}

/** A value of a form is read with all of its parts. */
export const formatsComeBack: Law = {
  id: 'formats-come-back',
  level: 'must',
  text: 'A URL with a query, an address with a tag, a time with an offset, a number with a fraction and the longest decimal number are read as they were sent, where they are accepted.',
  source: 'RFC 9110, section 9.3.1',
  needs: all(makes, shows),
  async check(world) {
    let judged = 0
    const one = FORMS.map((form) => [form])
    for (const forms of [FORMS, ...one]) {
      // Forms that are taken together need no look one by one.
      if (judged > 0 && forms.length === 1) break
      if (await hold(forms, world)) judged += 1
    }
    if (judged === 0)
      throw new NotVerified('no member with a URL, an address, a time or a fraction was written and read')
  },
}

/** False where no member with such texts was written. What is judged of a create is judged of an update of its member too. */
async function hold(forms: typeof FORMS, world: World): Promise<boolean> {
  const created = await holdWrite(await draftMember(world), forms, world)
  if (created === undefined) return false
  const again = standsOnce(world.resource, world.model) ? undefined : draftUpdate(created, world)
  if (again !== undefined) await holdWrite(again, forms, world)
  return true
}

/** The member that was written with such values; undefined where none was. */
async function holdWrite(
  { member, keepsWith, writeWith }: MemberDraft,
  forms: typeof FORMS,
  world: World,
): Promise<Member | undefined> {
  const keys = new Set(ownParameters(world.resource).map(({ pointer }) => pointer))
  const part = Object.fromEntries(
    Object.entries(member).flatMap(([name, value]) => {
      const fits = (other: unknown): boolean => keepsWith({ [name]: other })
      const other = keys.has(`/${name}`) || refersToOthers(name, {}) ? value : inForms(value, { forms, fits })
      return JSON.stringify(other) === JSON.stringify(value) ? [] : [[name, other] as const]
    }),
  )
  if (Object.keys(part).length === 0 || !keepsWith(part)) return undefined
  const { shown, member: written } = (await writeWith(part)) ?? {}
  if (shown === undefined) return undefined
  world.expect(shown, world.shows(part, shown))
  return written
}

/** A value with each part of it in another form that the document takes, at any depth. */
function inForms(
  value: unknown,
  { forms, fits }: { readonly forms: readonly Form[]; readonly fits: (value: unknown) => boolean },
): unknown {
  return partsOf(value, '').reduce((whole, at) => {
    const part = valueAt(value, at)
    const fitsHere = (other: unknown): boolean => fits(withValueAt(whole, at, other))
    const other = forms.map((form) => form(part, fitsHere)).find((one) => one !== undefined && fitsHere(one))
    return other === undefined ? whole : withValueAt(whole, at, other)
  }, value)
}

/** The places of the values that hold no others. */
function partsOf(value: unknown, at: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [at]
  return Object.entries(value).flatMap(([name, inner]) => partsOf(inner, at + formatPointer([name])))
}
