import { plainName } from '../../words/words.ts'

const MADE =
  /^(?:created|inserted|added|registered|creation|datecreated|createdate)(?:at|on|date|time|datetime|timestamp)?$/
const CHANGED =
  /^(?:last)?(?:updated|modified|changed|edited|update|modification|change|datemodified|dateupdated)(?:at|on|date|time|datetime|timestamp)?$/

/** True for the name of the time at which a member was created, such as `created_at`. */
export function namesCreation(name: string): boolean {
  return MADE.test(plainName(name))
}

/** True for the name of the time at which a member was last changed, such as `lastModified`. */
export function namesChange(name: string): boolean {
  return CHANGED.test(plainName(name))
}
