import { saysLastPageAgain } from '../../../document/says/says-last-page-again.ts'
import { all, lists, pages } from '../../world/facts.ts'
import { isSuccess } from '../../session/exchange.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'

/** The number of a page that no list has. */
const FAR = 99_999

/** A page past the end has no members. */
export const farPageIsEmpty: Law = {
  id: 'far-page-is-empty',
  level: 'should',
  text: 'A page past the end of a list has no members, or is refused with a 4xx status.',
  source: 'the document: the page parameters of the list',
  needs: all(lists, pages),
  onlyReads: true,
  async check(world) {
    const operation = world.operation(world.resource.list?.operation ?? '')
    const { above } = await world.above()
    const names = (world.resource.list?.pages?.value ?? []).flatMap((style) =>
      style.style === 'number' ? [style.number] : style.style === 'offset' ? [style.offset] : [],
    )
    const texts = [operation.description, ...operation.parameters.map(({ description }) => description)]
    if (texts.some(saysLastPageAgain))
      throw new NotVerified('the document says that a page past the end is the last page')
    if (names.length === 0) throw new NotVerified('the pages of the list have no numbers')
    for (const name of names) {
      const answer = await world.send({ operation, path: above, query: { [name]: String(FAR) } })
      const count = isSuccess(answer) ? world.itemsOf(answer).length : 0
      world.expect(
        answer,
        count === 0
          ? []
          : [
              {
                signature: 'members-past-end',
                message: `expected no members at ${name}=${FAR}, got ${count}`,
                at: 'body#',
                expected: 0,
                actual: count,
              },
            ],
      )
    }
  },
}
