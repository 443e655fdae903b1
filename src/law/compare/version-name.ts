import { plainName } from '../../resource/shape/words.ts'

/**
 * True for a property by which a server tells the versions of a member apart, such as `version` or `resourceVersion`. A writer sends the one that was
 * read, and each write changes it.
 */
export function isVersionName(name: string, isNumber: boolean): boolean {
  const plain = plainName(name)
  if (/^(?:etag|resourceversion|rowversion|lockversion|objectversion|optlock)$/.test(plain)) return true
  return isNumber && /^(?:version|revision|rev)$/.test(plain)
}
