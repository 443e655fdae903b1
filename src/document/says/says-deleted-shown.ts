import { hasSentence } from './describes.ts'

const DELETED = String.raw`\b(?:deleted|removed|archived|trashed|cancell?ed) (?:\w+ )?\w+`
const READ = String.raw`(?:read|shown|returned|retrieved|fetched|found|got)`
const OF_READ = new RegExp(
  String.raw`${DELETED} (?:is|are|can be|may be) (?:still |also )?${READ}(?: too| as well| here| still|,|\.|$)|\b(?:also|still) (?:shows?|returns?|reads?) (?:\w+ )?${DELETED}`,
  'i',
)
const OF_DELETE =
  /\b(?:get|reads?|a read|a get|retriev\w+)\b (?:it )?(?:can )?still (?:shows?|returns?|finds?|works?)\b|\b(?:can|may) still be (?:read|retrieved|fetched)\b/i
const OTHERWISE = /\b(?:not|no longer|never|unless|only|404|410|if)\b/i

/** True where the description of a read or of a delete says that a read shows a deleted member. Example: `Get still shows it.` */
export function saysDeletedShown(ofRead: string | undefined, ofDelete: string | undefined): boolean {
  return hasSentence(ofRead, OF_READ, OTHERWISE) || hasSentence(ofDelete, OF_DELETE, DENIES)
}

const DENIES = /\b(?:unless|404|410|if|until|for \d+)\b/i
