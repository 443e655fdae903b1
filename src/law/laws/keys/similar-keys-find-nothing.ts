import { isSuccess } from '../../session/exchange.ts'
import { all, keyed, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { shouldUnless } from '../../session/problem.ts'

/** The key of a member is a name, and no pattern. */
export const similarKeysFindNothing: Law = {
  id: 'similar-keys-find-nothing',
  level: 'must',
  text: 'A read of a key that is like that of a member, with a wildcard or with more text, is refused with a 4xx status.',
  source: 'RFC 9110, section 15.5.5',
  needs: all(reads, keyed),
  onlyReads: true,
  async check(world) {
    const member = await world.some()
    const place = member.own.length - 1
    const key = member.own[place] ?? ''
    for (const { text, isPattern } of similarTo(key)) {
      const answer = await world.read({ above: member.above, own: member.own.with(place, text) })
      // Several URIs may name one member, such as /7 and /7-title. A pattern names none.
      const isFound = isPattern && isSuccess(answer) && shows(member.own, world.keysOf(world.shown(answer)))
      world.expect(
        answer,
        statusProblems(answer, ['4xx'], {
          what: `a read of the key ${JSON.stringify(text.length > 80 ? `${text.slice(0, 40)}…` : text)} beside ${JSON.stringify(key)}`,
          ...shouldUnless(isFound),
        }),
      )
    }
  },
}

function shows(own: readonly string[], shown: readonly string[] | undefined): boolean {
  return shown !== undefined && shown.length === own.length && shown.every((part, index) => part === own[index])
}

interface Similar {
  readonly text: string
  /** True for a text that is equal to the key only where it is read as a pattern. */
  readonly isPattern: boolean
}

/** Longer than any key that a path names. */
const LONG = 300

/** Texts that find the key as a pattern of SQL, of a shell or of a regular expression, and texts that start with it. */
function similarTo(key: string): readonly Similar[] {
  const isNumber = /^\d+$/.test(key)
  const start = key.slice(0, -1)
  const patterns = ['%', '*'].map((wildcard) => `${start}${wildcard}`)
  // In a number, a dot may begin a fraction, or the name of a format.
  const dotted = key.length > 3 && !isNumber ? [`${key[0] ?? ''}.${key.slice(2)}`] : []
  return [
    ...[...patterns, ...dotted].filter((text) => text !== key).map((text) => ({ text, isPattern: true })),
    { text: `${key}x`, isPattern: false },
    { text: key.padEnd(LONG, 'x'), isPattern: false },
  ]
}
