import { drawSeed } from '../../draw/draw-seed.ts'
import { plainText } from '../../../reporters/text/plain-text.ts'
import { type FailedCase, mergeFailures } from '../../report/failures.ts'
import { UserError } from '../../source/mistake.ts'
import { crashMessage } from '../shell/crash.ts'
import { onLostParent } from '../shell/lost-parent.ts'
import type { RunFlags } from '../flags/flags.ts'
import type { WatchRound } from './watch-round.ts'
import { watchFolder } from './watch-folder.ts'
import { watchIgnores } from './watch-ignores.ts'
import { listenForKeys, type WatchRequest } from './watch-keys.ts'
import { createWatchRequests, type WatchRequests } from './watch-requests.ts'

/**
 * Runs `conform run --watch`: fires again after each change of the folder, and after a key. A request during a round ends the round with
 * its clean-up. Returns the exit status of the last round when the person quits.
 * @throws UserError for a mistake before the first round. A mistake of a later round is printed, and the next change tries again.
 */
export async function watchAndFire<F extends RunFlags>(
  patterns: readonly string[],
  flags: F,
  fire: Fire<F>,
): Promise<number> {
  const folder = typeof flags.watch === 'string' ? flags.watch : '.'
  const requests = createWatchRequests()
  const watched = watchFolder(folder, {
    ignored: watchIgnores(folder, flags),
    onChange: (path) => {
      process.stderr.write(`\nchanged: ${plainText(path)}\n`)
      requests.make('again')
    },
  })
  // Each round opens its reports on the same streams.
  process.stdout.setMaxListeners(0)
  const quit = (): void => requests.make('quit')
  process.on('SIGINT', quit).on('SIGTERM', quit).on('SIGHUP', quit)
  const stopLooking = onLostParent(quit)
  const keys = createKeys(requests.make)
  try {
    return await fireRounds({ patterns, flags, fire, folder, requests, keys })
  } finally {
    process.off('SIGINT', quit).off('SIGTERM', quit).off('SIGHUP', quit)
    stopLooking()
    keys.close()
    watched.close()
  }
}

/** Runs the cases of patterns once, and returns the exit status. */
export type Fire<F extends RunFlags> = (patterns: readonly string[], flags: F, round: WatchRound) => Promise<number>

interface Watching<F extends RunFlags> {
  readonly patterns: readonly string[]
  readonly flags: F
  readonly fire: Fire<F>
  readonly folder: string
  readonly requests: WatchRequests
  readonly keys: Keys
}

async function fireRounds<F extends RunFlags>({
  patterns,
  flags,
  fire,
  folder,
  requests,
  keys,
}: Watching<F>): Promise<number> {
  const seed = drawSeed()
  let failures: readonly FailedCase[] | undefined
  let confirmed = false
  let request: WatchRequest = 'again'
  for (;;) {
    const inOrder = request === 'all'
    const status = await fireRound(fire, {
      patterns,
      flags: inOrder ? withoutFailed(flags) : flags,
      isFirst: !confirmed,
      round: {
        seed,
        ended: requests.begin(),
        failures,
        inOrder,
        confirmed,
        onStart: () => {
          confirmed = true
          keys.open()
        },
        onReport: (report) => {
          failures = mergeFailures(failures ?? [], report, undefined)
        },
      },
    })
    if (!requests.isMade()) process.stderr.write(`\nwaiting for a change of ${plainText(folder)}${keys.text()}\n`)
    request = await requests.next()
    if (request === 'quit') return status
  }
}

function withoutFailed<F extends RunFlags>(flags: F): F {
  const { failed: _, report: __, ...all } = flags
  return all as F
}

interface Firing<F extends RunFlags> {
  readonly patterns: readonly string[]
  readonly flags: F
  readonly isFirst: boolean
  readonly round: WatchRound
}

async function fireRound<F extends RunFlags>(
  fire: Fire<F>,
  { patterns, flags, isFirst, round }: Firing<F>,
): Promise<number> {
  try {
    return await fire(patterns, flags, round)
  } catch (error) {
    if (isFirst || !(error instanceof UserError)) throw error
    process.stderr.write(crashMessage(error))
    return 2
  }
}

/** The keys of the terminal, which are opened once: before that, a question may need the terminal. */
interface Keys {
  readonly open: () => void
  readonly close: () => void
  readonly text: () => string
}

function createKeys(onRequest: (request: WatchRequest) => void): Keys {
  let close: (() => void) | undefined
  return {
    open: () => {
      close ??= listenForKeys(onRequest)
    },
    close: () => close?.(),
    text: () => (process.stdin.isTTY ? '; r or Enter: again, a: all, q: quit' : ''),
  }
}
