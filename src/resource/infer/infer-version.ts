import type { ApiOperation } from '../../document/api-document.ts'
import { inferNamedVersion } from './infer-named-version.ts'
import { documents, successOf } from '../shape/body-schema.ts'
import { sureIf } from '../fact.ts'
import type { Resource } from '../model.ts'
import type { Subject } from '../shape/subject.ts'
import { namesEtag } from '../../words/words.ts'
import { demandsVersion, saysStale } from './version-words.ts'

/** Optimistic locking: an ETag of the read and If-Match of a write, or a property and a parameter of its name. */
export function inferVersion(subject: Subject): Resource['version'] {
  return inferTag(subject) ?? inferNamedVersion(subject)
}

function inferTag({ roles, member }: Subject): Resource['version'] {
  const { read, updates, delete: remove } = roles
  const write = [...updates, remove].find((each) => each !== undefined && takesIfMatch(each))
  if (read === undefined || write === undefined) return undefined
  const hasHeader = successOf(read)?.response.headers['etag'] !== undefined
  const hasTag = hasHeader || [...member.properties.keys()].some(namesEtag)
  const stale = staleOf(write)
  const isRefused = documents(write, 412) || saysFailed(write) || stale === 409
  if (!hasTag && !isRefused) return undefined
  const missing = missingOf(write, stale)
  const because = `GET ${read.path} ${hasHeader ? 'documents' : hasTag ? 'shows' : 'may have'} ETag, and ${write.method} takes If-Match`
  return sureIf(hasTag && isRefused, { header: 'etag', stale, ...(missing === undefined ? {} : { missing }) }, because)
}

/** True where the words of a write, or of its If-Match, name 412: the responses may have 4XX alone. */
function saysFailed(write: ApiOperation): boolean {
  const words = [write.description, ...write.parameters.filter(isIfMatch).map(({ description }) => description)]
  return words.some((text) => /\b412\b/.test(text ?? ''))
}

/** The status of a write with an old version: 412, unless the document has another one for it. */
function staleOf(write: ApiOperation): number {
  const isConflict = !documents(write, 412) && saysStale(write.responses['409']?.description ?? '')
  return isConflict ? 409 : 412
}

const SAYS_MISSING =
  /\b(?:missing|without|no|lack\w*|omitted|left out)\b[^.;]*\b428\b|\b428\b[^.;]*\b(?:missing|without|no|lack\w*|omitted|left out)\b/i

/** The status of a write without a version: 428, or that of an old one where a sentence demands the current version. */
function missingOf(write: ApiOperation, stale: number): number | undefined {
  if (documents(write, 428) || SAYS_MISSING.test(write.description ?? '')) return 428
  return documents(write, stale) && demandsVersion(write) ? stale : undefined
}

/** True for an operation that documents the header If-Match. */
function takesIfMatch({ parameters }: ApiOperation): boolean {
  return parameters.some(isIfMatch)
}

function isIfMatch({ name, in: place }: ApiOperation['parameters'][number]): boolean {
  return place === 'header' && name.toLowerCase() === 'if-match'
}
