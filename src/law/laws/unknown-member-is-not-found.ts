import { parameterText } from '../build-request.ts'
import { isCommonKey } from '../create-member.ts'
import { all, keyed, reads } from '../facts.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import { parametersIn } from '../paths.ts'
import { statusProblems } from '../status-problem.ts'

/** A member that was never there is not found. */
export const unknownMemberIsNotFound: Law = {
  id: 'unknown-member-is-not-found',
  level: 'must',
  text: 'A read of a member that does not exist answers 404 or 410.',
  source: 'RFC 9110, section 15.5.5',
  needs: all(reads, keyed),
  onlyReads: true,
  async check(world) {
    const member = await world.some()
    const operation = world.operation(world.resource.read?.operation ?? '')
    const made: string[] = []
    const own = unknownLike(member.own, (index) => {
      const name = parametersIn(operation.path)[member.above.length + index]
      const parameter = operation.parameters.find((one) => one.name === name && one.in === 'path')
      const making = { schemas: world.document.schemas, word: world.word, variant: 0 }
      const key = parameter === undefined ? world.word() : parameterText({ ...parameter, example: undefined }, making)
      made.push(key)
      return key
    })
    if (made.length === own.length && made.every(isCommonKey))
      throw new NotVerified('each key that the document allows may be that of a member')
    const answer = await world.read({ above: member.above, own })
    world.expect(answer, statusProblems(answer, [404, 410], { what: 'a read of a member that does not exist' }))
  },
}

/** Keys of the same form that no member has: digits of the same kind, or a text of the form that the document states. */
function unknownLike(own: readonly string[], made: (index: number) => string): readonly string[] {
  return own.map((key, index) => {
    if (/^\d{1,9}$/.test(key)) return '987654321'
    if (/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(key))
      return '7d1f3c52-9a4e-4b60-8c7d-5e2f1a0b9c8d'
    if (/^[\da-f]{24}$/i.test(key)) return '7d1f3c529a4e4b608c7d5e2f'
    return made(index)
  })
}
