import type { Resource } from './model.ts'

/** True for a singleton that nothing writes, such as `/status` or `/notes/{noteId}/statistics`. */
export function isOnlyRead({ singleton, updates }: Pick<Resource, 'singleton' | 'updates'>): boolean {
  return singleton === true && updates.length === 0
}
