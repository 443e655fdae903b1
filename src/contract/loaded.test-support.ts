import { join } from 'node:path'
import { ENVIRONMENT_ROLES } from '../http/auth/find-scheme.ts'
import { TOOL } from '../source/tool.ts'
import { loadContract } from './load-contract.ts'
import { compileValidators } from './validators.ts'

/** The contract of this package, read from source, for tests that need a real one. */
export const { contract: CONTRACT, suites: OWN_SUITES } = loadContract(
  join(TOOL.root, 'specs', TOOL.contract),
  ENVIRONMENT_ROLES,
)

export const VALIDATORS = compileValidators(CONTRACT)
