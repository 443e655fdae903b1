import { posix } from 'node:path'
import type { ReporterOptions } from '../reporter.ts'

/**
 * Returns the path of a file from the root of the repository of a CI job, or else from the working directory. Undefined for a file outside of
 * it, or below `node_modules`. Where neither is known, the path stays as it is.
 */
export function repositoryPath(
  file: string,
  { environment, locate }: Pick<ReporterOptions, 'environment' | 'locate'>,
): string | undefined {
  const { GITHUB_WORKSPACE, CI_PROJECT_DIR, PWD: folder } = environment
  const root = [GITHUB_WORKSPACE, CI_PROJECT_DIR, folder].find((path) => path !== undefined && path !== '')
  if (root === undefined || folder === undefined) return file
  const path = posix.relative(root, locate?.(file) ?? posix.resolve(folder, file))
  return path.split('/').some((segment) => segment === '..' || segment === 'node_modules') ? undefined : path
}
