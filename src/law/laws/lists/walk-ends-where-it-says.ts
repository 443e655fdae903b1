import { linkHeader, stylesThatEnd } from '../../list/said-of-pages.ts'
import type { ApiDocument, ApiOperation } from '../../../document/api-document.ts'
import { hasLastLink, lastLink } from '../../list/page-facts.ts'
import { operationWithId } from '../../body/paths.ts'
import type { PageStyle } from '../../../resource/model.ts'
import { isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { Problem } from '../../session/problem.ts'
import { sizeName } from '../../walk/page-size.ts'
import type { Walk } from '../../walk/walk-list.ts'
import { all, creates, listsAll, missing, type Need, pages } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const saysEnd: Need = (resource, _, document) => {
  const { list } = resource
  const operation = list === undefined ? undefined : operationWithId(document, list.operation)
  const isLinked = operation !== undefined && linksToLast(operation, document)
  return stylesThatEnd(resource, document).length === 0 && !isLinked
    ? missing('that the last page has no link or cursor, or that pages have links to the last one')
    : { holds: true, certainty: 'sure' }
}

/** True for a list with a header `Link`, or with a link to the last page in its body. */
function linksToLast(operation: ApiOperation, document: ApiDocument): boolean {
  return linkHeader(operation) !== undefined || hasLastLink(operation, document)
}

/** The last page leads nowhere, and the link to the last page leads to members. */
export const walkEndsWhereItSays: Law = {
  id: 'walk-ends-where-it-says',
  level: 'must',
  text: 'A last page that is full has no cursor and no link to an empty page where the document says so, and a link with the relation last leads to the last members.',
  source: 'the document: words such as "null on the last page"; RFC 8288, section 2.1 (last)',
  needs: all(creates, listsAll, pages, saysEnd),
  isRare: true,
  async check(world) {
    const { above } = await world.some()
    const found = await lookAt(above, world)
    // Another client may delete a member between two pages: what is wrong shows again.
    const again = found.wrong.length === 0 ? [] : (await lookAt(above, world)).wrong.map(({ signature }) => signature)
    world.expect(
      found.walk.last,
      found.wrong.filter(({ signature }) => again.includes(signature)),
    )
  },
}

interface Look {
  readonly walk: Walk
  readonly wrong: readonly Problem[]
}

/** Looks at the list in one full page. */
async function lookAt(above: readonly string[], world: World): Promise<Look> {
  const { resource, document } = world
  const whole = await world.walk(above)
  const size = whole.members.length
  if (!whole.complete || !isSuccess(whole.last) || size === 0)
    throw new NotVerified('the list shows no members, or too many')
  const wrong: Problem[] = []
  let walk = whole
  let judged = 0
  for (const style of stylesThatEnd(resource, document)) {
    walk = await world.walk(above, { style, size, most: 2 })
    if (walk.size !== size || walk.pages[0]?.members.length !== size) continue
    judged += 1
    const [, next] = walk.pages
    if (next !== undefined && isSuccess(next.answer) && next.members.length === 0) wrong.push(leadsOn(size))
  }
  const last = await lastOf(above, size, world)
  if (last !== undefined) wrong.push(...last)
  if (judged === 0 && last === undefined) throw new NotVerified('no page has all members, or a link to the last page')
  return { walk, wrong }
}

function leadsOn(size: number): Problem {
  return {
    signature: 'leads-to-no-members',
    message: `expected no way to a next page on the only page of ${size} members, got one to a page without members`,
    at: 'body#',
    expected: 'no next page',
    actual: 'a next page without members',
    // A server that does not look ahead may call the empty page the last one.
    level: 'should',
  }
}

/** The problems of the link to the last page. Undefined where a full page has none. */
async function lastOf(above: readonly string[], size: number, world: World): Promise<readonly Problem[] | undefined> {
  const operation = world.operation(world.resource.list?.operation ?? '')
  const styles: readonly PageStyle[] = world.resource.list?.pages?.value ?? []
  const style = styles.find((one) => sizeName(one) !== undefined)
  if (!linksToLast(operation, world.document) || style === undefined) return undefined
  const walk = await world.walk(above, { style, size, most: 1 })
  const [page] = walk.pages
  const link = page === undefined ? undefined : lastLink(page.answer)
  if (link === undefined || page?.members.length !== size) return undefined
  const query = Object.fromEntries(new URL(link.target, 'http://x').searchParams)
  const answer = await world.send({ operation, path: above, query })
  if (!isSuccess(answer)) return undefined
  return world.itemsOf(answer).length > 0
    ? []
    : [
        {
          signature: 'last-has-no-members',
          message: `expected members on the page that ${link.target} names as the last one, got none`,
          at: link.at,
          expected: 'members',
          actual: 'no members',
        },
      ]
}
