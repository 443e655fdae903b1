import { isObject } from '../../json/pointer.ts'
import { draftMember } from '../draft-member.ts'
import { all, makes, reads } from '../facts.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import { ownParameters } from '../paths.ts'
import { refersToOthers } from '../refers-to-others.ts'
import type { World } from '../world.ts'

/** Other texts of a format in place of the plain ones: parts that careless code drops, or decodes once more. */
const FORMS: readonly ((text: string) => string | undefined)[] = [
  (text) => (/^https:\/\/example\.com\/\w+$/.test(text) ? `${text}?first=1&second=a%26b` : undefined),
  (text) => (/^\w+@example\.com$/.test(text) ? text.replace('@', '+tag@') : undefined),
  (text) => (/^\d{4}-\d\d-\d\dT10:20:30Z$/.test(text) ? text.replace('10:20:30Z', '01:20:30+02:00') : undefined),
]

/** A text of a format is read with all of its parts. */
export const formatsComeBack: Law = {
  id: 'formats-come-back',
  level: 'must',
  text: 'A URL with a query, an address with a tag and a time with an offset are read as they were sent, where they are accepted.',
  source: 'RFC 9110, section 9.3.1',
  needs: all(makes, reads),
  async check(world) {
    let judged = 0
    const one = FORMS.map((form) => [form])
    for (const forms of [FORMS, ...one]) {
      // Forms that are taken together need no look one by one.
      if (judged > 0 && forms.length === 1) break
      if (await hold(forms, world)) judged += 1
    }
    if (judged === 0) throw new NotVerified('no member with a URL, an address or a time was written and read')
  },
}

/** False where no member with such texts was written. */
async function hold(forms: typeof FORMS, world: World): Promise<boolean> {
  const { member, keepsWith, writeWith } = await draftMember(world)
  const keys = new Set(ownParameters(world.resource).map(({ pointer }) => pointer))
  const part = Object.fromEntries(
    Object.entries(member).flatMap(([name, value]) => {
      const other = keys.has(`/${name}`) || refersToOthers(name, {}) ? value : inForms(value, forms)
      return JSON.stringify(other) === JSON.stringify(value) ? [] : [[name, other] as const]
    }),
  )
  if (Object.keys(part).length === 0 || !keepsWith(part)) return false
  const shown = await writeWith(part)
  if (shown === undefined) return false
  world.expect(shown, world.shows(part, shown))
  return true
}

/** A value with each text of a format in another form, at any depth. */
function inForms(value: unknown, forms: typeof FORMS): unknown {
  if (typeof value === 'string') return forms.map((form) => form(value)).find((text) => text !== undefined) ?? value
  if (Array.isArray(value)) return value.map((one) => inForms(one, forms))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inForms(one, forms)]))
}
