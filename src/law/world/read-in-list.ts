import { formatPointer, withValueAt } from '../../json/pointer.ts'
import type { Pointer, Resource } from '../../resource/model.ts'
import { ENTRY } from '../../resource/shape/wrap.ts'
import { placeOfItems } from '../send/items-in.ts'
import { ownValuesIn } from '../send/address-of.ts'
import { type Answer, isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import type { Problem } from '../session/problem.ts'
import type { Walk, WalkOptions } from '../walk/walk-list.ts'

/** The options of a walk that ends at the page with a member. */
export function listedUntil({ own }: Pick<Member, 'own'>, resource: Resource): WalkOptions {
  return { until: (members) => members.some((item) => ownValuesIn(item, resource)?.join('/') === own.join('/')) }
}

/**
 * The answer of a list as that of a read, for a member that nothing else shows. It has its item as the body, or 404 where the list has no
 * such item.
 * @throws NotVerified where the list does not tell
 */
export function readInList({ own }: Pick<Member, 'own'>, { pages, last, complete }: Walk, resource: Resource): Answer {
  const { wrap, list } = resource
  if (!isSuccess(last)) return last
  if (wrap?.value.answer === ENTRY) throw new NotVerified('the list does not show members as other answers do')
  for (const { answer, members } of pages)
    for (const [index, item] of members.entries()) {
      const key = ownValuesIn(item, resource)
      if (key === undefined) throw new NotVerified('the list does not show the keys of its members')
      if (key.join('/') !== own.join('/')) continue
      const json = withValueAt({}, wrap?.value.answer ?? '', item)
      const at = `${placeOfItems(answer.json, list?.items?.value ?? '')}${formatPointer([String(index)])}`
      return { ...answer, json, text: JSON.stringify(json), listed: { at } }
    }
  if (!complete) throw new NotVerified('the list has too many pages, and none shows the member')
  return { ...last, status: 404, json: undefined, text: '', listed: {} }
}

/** A problem of a member that was read in a list, at its place in the answer of the list. */
export function inList(problem: Problem, { listed }: Answer, resource: Resource): Problem {
  if (listed === undefined) return problem
  if (listed.at === undefined)
    return {
      ...problem,
      message: problem.message.replace(/\bgot 404\b/, 'got none in the list'),
      at: 'body#',
      ...(problem.actual === 404 ? { actual: 'no such member' } : {}),
    }
  return { ...problem, at: placeIn(problem.at, listed.at, resource) }
}

function placeIn(at: string, item: Pointer, { wrap }: Resource): string {
  const start = `body#${wrap?.value.answer ?? ''}`
  return at.startsWith(start) ? `body#${item}${at.slice(start.length)}` : at
}
