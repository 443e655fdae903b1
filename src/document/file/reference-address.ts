import { dirname, isAbsolute, resolve } from 'node:path'
import type { DocumentFile } from './document-file.ts'
import { percentDecoded } from '../../source/percent-decoded.ts'

/** The target of a reference: an absolute path, undefined if it leads to no file; and the decoded fragment. */
export interface Address {
  readonly path: string | undefined
  readonly fragment: string
}

/** The address of a reference in a file. URLs and absolute paths lead nowhere: a document is what stands beside its first file. */
export function addressOf(file: DocumentFile, reference: string): Address {
  const hash = reference.indexOf('#')
  const [address, fragment] =
    hash === -1 ? [reference, ''] : [reference.slice(0, hash), percentDecoded(reference.slice(hash + 1))]
  if (address === '') return { path: file.path, fragment }
  const name = percentDecoded(address)
  const leadsNowhere = /^[a-z][a-z\d+.-]*:/i.test(name) || isAbsolute(name) || name.includes('\0')
  return { path: leadsNowhere ? undefined : resolve(dirname(file.path), name), fragment }
}
