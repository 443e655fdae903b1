import type { Connection } from './connection.ts'

const NEVER = new AbortController().signal

/** The connection for requests after an interruption. A second interruption ends the process. */
export function uninterrupted<T extends Pick<Connection, 'signal'>>(connection: T): T {
  return { ...connection, signal: NEVER }
}
