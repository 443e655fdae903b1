import { plainText } from '../../reporters/plain-text.ts'
import { type Failure, mergeFailures } from '../report/failures.ts'
import { UserError } from '../source/mistake.ts'
import { crashMessage } from './crash.ts'
import { fireAndReport } from './fire-and-report.ts'
import type { RunFlags } from './flags.ts'
import { watchFolder } from './watch-folder.ts'
import { watchIgnores } from './watch-ignores.ts'
import { listenForKeys, type Wish } from './watch-keys.ts'
import { createWishes, type Wishes } from './wishes.ts'

/**
 * Runs `conform run --watch`: fires again after each change of the folder, and after a key. A wish during a round ends the round with
 * its clean-up. Returns the exit status of the last round when the person quits.
 * @throws UserError for a mistake before the first round. A mistake of a later round is printed, and the next change tries again.
 */
export async function watchAndFire(patterns: readonly string[], flags: RunFlags): Promise<number> {
  const folder = typeof flags.watch === 'string' ? flags.watch : '.'
  const wishes = createWishes()
  const watched = watchFolder(folder, {
    ignored: watchIgnores(folder, flags),
    onChange: (path) => {
      process.stderr.write(`\nchanged: ${plainText(path)}\n`)
      wishes.make('again')
    },
  })
  // Each round opens its reports on the same streams.
  process.stdout.setMaxListeners(0)
  const quit = (): void => wishes.make('quit')
  process.on('SIGINT', quit).on('SIGTERM', quit)
  const keys = createKeys(wishes.make)
  try {
    return await fireRounds({ patterns, flags, folder, wishes, keys })
  } finally {
    process.off('SIGINT', quit).off('SIGTERM', quit)
    keys.close()
    watched.close()
  }
}

interface Watching {
  readonly patterns: readonly string[]
  readonly flags: RunFlags
  readonly folder: string
  readonly wishes: Wishes
  readonly keys: Keys
}

async function fireRounds({ patterns, flags, folder, wishes, keys }: Watching): Promise<number> {
  const seed = Math.trunc(Math.random() * 2 ** 31)
  let failures: readonly Failure[] | undefined
  let confirmed = false
  let wish: Wish = 'again'
  for (;;) {
    const inOrder = wish === 'all'
    const { failed: _, report: __, ...all } = flags
    const status = await fireRound(patterns, inOrder ? all : flags, {
      isFirst: !confirmed,
      round: {
        seed,
        ended: wishes.begin(),
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
    if (!wishes.isMade()) process.stderr.write(`\nwaiting for a change of ${plainText(folder)}${keys.text()}\n`)
    wish = await wishes.next()
    if (wish === 'quit') return status
  }
}

interface Firing {
  readonly isFirst: boolean
  readonly round: Parameters<typeof fireAndReport>[2]
}

async function fireRound(patterns: readonly string[], flags: RunFlags, { isFirst, round }: Firing): Promise<number> {
  try {
    return await fireAndReport(patterns, flags, round)
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

function createKeys(onWish: (wish: Wish) => void): Keys {
  let close: (() => void) | undefined
  return {
    open: () => {
      close ??= listenForKeys(onWish)
    },
    close: () => close?.(),
    text: () => (process.stdin.isTTY ? '; r or Enter: again, a: all, q: quit' : ''),
  }
}
