import type { ApiOperation } from '../../document/api-document.ts'
import { documents, successOf } from '../shape/body-schema.ts'
import { sureIf } from '../fact.ts'
import type { Resource } from '../model.ts'
import type { Subject } from '../shape/subject.ts'
import { namesEtag } from '../shape/words.ts'

/** Optimistic locking: an ETag of the read, and If-Match of a write. */
export function inferVersion({ roles, member }: Subject): Resource['version'] {
  const { read, updates, delete: remove } = roles
  const write = [...updates, remove].find((each) => each !== undefined && takesIfMatch(each))
  if (read === undefined || write === undefined) return undefined
  const hasHeader = successOf(read)?.response.headers['etag'] !== undefined
  const hasTag = hasHeader || [...member.properties.keys()].some(namesEtag)
  const isRefused = documents(write, 412)
  if (!hasTag && !isRefused) return undefined
  const missing = documents(write, 428) ? { missing: 428 } : {}
  const because = `GET ${read.path} ${hasHeader ? 'documents' : hasTag ? 'shows' : 'may have'} ETag, and ${write.method} takes If-Match`
  return sureIf(hasTag && isRefused, { header: 'etag', stale: 412, ...missing }, because)
}

/** True for an operation that documents the header If-Match. */
export function takesIfMatch({ parameters }: ApiOperation): boolean {
  return parameters.some(({ name, in: place }) => place === 'header' && name.toLowerCase() === 'if-match')
}
