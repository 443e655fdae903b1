import { parseTarget } from '../../config/parse-target.ts'
import { measured, WAIT } from '../../config/measures.ts'
import { UserError } from '../../source/mistake.ts'
import { suggestion } from '../../source/suggestion.ts'

/** The schemes of the owner's credentials, and the services whose CI file `conform init` can write. */
export const SCHEME_NAMES = ['none', 'bearer', 'digest', 'oauth2'] as const
export const CI_NAMES = ['github', 'gitlab', 'none'] as const

/** The command that starts the server, where no flag and no answer names one. */
export const DEFAULT_START = 'npm start'

/** The flags of `conform init`. */
export interface InitFlags {
  readonly target?: string
  readonly groupId?: string
  readonly start?: string
  readonly wait?: string
  readonly auth?: string
  readonly ci?: string
  readonly yes?: boolean
}

/** The values that the written files hold. */
export interface InitAnswers {
  readonly target: string
  readonly group: string
  readonly start: string
  readonly wait: string
  readonly auth: (typeof SCHEME_NAMES)[number]
  readonly ci: (typeof CI_NAMES)[number]
}

/** Asks a question; an empty answer means the proposal. */
export type Ask = (question: string, proposal: string) => Promise<string>

/**
 * Takes each value from its flag, else from an answer.
 * @param proposed the values without a flag and an answer
 * @throws UserError for a wrong value
 */
export async function collectAnswers(
  flags: InitFlags,
  proposed: Pick<InitAnswers, 'group' | 'ci'>,
  ask: Ask,
): Promise<InitAnswers> {
  const { target = await ask('URL of the server', 'http://127.0.0.1:8080') } = flags
  checkTarget(target)
  const { groupId: group = await ask('Id of the group (project) to work in', proposed.group) } = flags
  const { start = await ask('Command that starts the server', DEFAULT_START) } = flags
  checkLine('--start', start)
  checkLine('--group-id', group)
  const { auth = await ask(`Credentials that the server asks for (${SCHEME_NAMES.join(', ')})`, 'none') } = flags
  const scheme = oneOf('--auth', auth, SCHEME_NAMES)
  const { ci = await ask(`CI file (${CI_NAMES.join(', ')})`, proposed.ci) } = flags
  return { target, group, auth: scheme, ...ciAnswers({ ...flags, start, ci }) }
}

/**
 * The values for a CI file; none is written without `--ci`.
 * @throws UserError for a wrong value
 */
export function ciAnswers(flags: Pick<InitFlags, 'start' | 'wait' | 'ci'>): Pick<InitAnswers, 'start' | 'wait' | 'ci'> {
  const { start = DEFAULT_START, wait = '60s', ci = 'none' } = flags
  checkLine('--start', start)
  measured('--wait', wait, WAIT)
  return { start, wait, ci: oneOf('--ci', ci, CI_NAMES) }
}

function checkTarget(target: string): void {
  checkLine('--target', target)
  parseTarget(target)
}

function checkLine(flag: string, text: string): void {
  if (text.trim() === '' || /\p{Cc}/u.test(text)) throw new UserError(`${flag} takes a line of text`)
}

function oneOf<T extends string>(flag: string, text: string, known: readonly T[]): T {
  const found = known.find((name) => name === text)
  if (found === undefined)
    throw new UserError(`${flag} takes one of ${known.join(', ')}, not "${text}"${suggestion(text, known)}`)
  return found
}
