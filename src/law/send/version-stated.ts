import { isObject, valueAt } from '../../json/pointer.ts'
import type { VersionFacts } from '../../resource/model.ts'
import { namesEtag } from '../../words/words.ts'

/** The version that an answer states of a member, and its place, such as `header:etag`. */
export interface StatedVersion {
  readonly value: string
  readonly at: string
}

/** The parts of an answer that may state a version. */
export interface Stating {
  readonly header: (name: string) => string | undefined
  /** The member in the answer. */
  readonly member: unknown
}

/**
 * The version in the property that the contract names, else in a header, else in a property such as `etag` or `@odata.etag` of the member: If-Match
 * takes either.
 */
export function versionStated(
  { header, member }: Stating,
  { header: name = 'etag', at }: Partial<Pick<VersionFacts, 'header' | 'at'>> = {},
): StatedVersion | undefined {
  if (at !== undefined) {
    const shown = valueAt(member, at)
    const isStated = typeof shown === 'string' || typeof shown === 'number'
    return isStated ? { value: String(shown), at: `body#${at}` } : undefined
  }
  const value = header(name)
  if (value !== undefined) return { value, at: `header:${name}` }
  const [own, text] = Object.entries(isObject(member) ? member : {}).find(([one]) => namesEtag(one)) ?? []
  return own === undefined || typeof text !== 'string' ? undefined : { value: text, at: `body#/${own}` }
}
