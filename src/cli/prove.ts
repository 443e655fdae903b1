import { TOOL } from '../source/tool.ts'
import { Command, Option } from 'commander'
import { collect, type ProveFlags } from './flags/flags.ts'
import { onLostParent } from './shell/lost-parent.ts'

/** The options of a proof that fires, which mean nothing to a command that sends no request. */
const FIRING = ['full', 'json', 'page', 'budget', 'folds', 'seeds']

/** Creates `conform prove`, which runs the suite against servers with a known correct verdict. */
export function proveCommand(): Command {
  return addOtherForms(new Command('prove'))
    .description(
      'test the suite against servers with a known verdict: it must find each fault and accept each conforming server',
    )
    .option(
      '--contract <name>',
      `contract of this package whose laws and cases are proven, by default ${TOOL.contract}; another name lists them`,
    )
    .option('--laws', `prove the laws alone, at the servers of ${TOOL.contract}`)
    .option('--full', 'run all cases against all servers; by default a fault is finished when one case finds it')
    .option('--fault <pattern>', 'run only against these faults; * matches any text; repeatable', collect)
    .option(
      '--server <pattern>',
      'run only against these servers without a fault: the reference, variants, null servers; repeatable',
      collect,
    )
    .option('--case <pattern>', 'run only these cases; repeatable', collect)
    .option('--json <file>', 'write the proof as JSON')
    .option('--page <file>', 'write the proof as a page in Markdown')
    .option(
      '--update',
      'update the records beside the suites, and their pages in docs; with --case, only for these cases',
    )
    .option('--folds', 'with --budget: for each third of the faults, take the order that the other two thirds give')
    .option('--seeds <range>', 'fire each property once at each of these seeds, such as 1-200, at the variants in turn')
    .option('--seed <n>', 'seed of the random generator for secrets and values', '1')
    .option('--runs <n>', 'number of random values per property, after its boundary values', '10')
    .option('--threads <n>', 'number of worker threads (default: the number of processors)')
    .action(async (flags: ProveFlags) => {
      onLostParent(() => process.kill(process.pid, 'SIGTERM'))
      const { prove } = await import('./prove/prove-all.ts')
      process.exitCode = await prove(flags)
    })
}

/** Adds the options that fire no whole proof, each with the options that would mean nothing beside it. */
function addOtherForms(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--render',
        'render docs/proof.md and docs/real-defects.md from the records, and send no request',
      ).conflicts([...FIRING, 'update', 'fault', 'server', 'case']),
    )
    .addOption(
      new Option(
        '--list',
        'list the servers and the requirement that each fault violates, and send no request',
      ).conflicts([...FIRING, 'update', 'render']),
    )
    .addOption(
      new Option(
        '--budget <limit>',
        'fire the run that a budget cuts, such as 2000r, at each fault, and count the finds',
      ).conflicts(['full', 'json', 'page']),
    )
}
