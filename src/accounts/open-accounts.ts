import type { Services } from '../services.ts'
import { type Brake, makeBrake } from './brake.ts'
import { makeOwnAccount, type OwnAccount } from './own-account.ts'
import { makePasskeys, type Passkeys } from './passkeys.ts'
import type { PasswordCost } from './password-hash.ts'
import { makePasswordLinks, type PasswordLinks } from './password-link.ts'
import { makeSecondFactor, type SecondFactor } from './second-factor.ts'
import { makeSignIn, type SignIn } from './sign-in.ts'
import { type Library, openLibrary } from './sign-in-library.ts'

/** What everything here is made of. */
export interface AccountParts {
  services: Services
  /** The host's: it signs sessions and encrypts second factors. */
  secret: string
  library: Library
  brake: Brake
  cost?: PasswordCost
}

/** Sign-in, and what a person does to her own account. */
export interface Accounts {
  signIn: SignIn
  ownAccount: OwnAccount
  secondFactor: SecondFactor
  passkeys: Passkeys
  passwordLinks: PasswordLinks
}

/** Makes them from what a host has. Does no I/O; the rest of the host knows nothing of the library. */
export function openAccounts(services: Services, secret: string, cost?: PasswordCost): Accounts {
  const library = openLibrary(services, secret, cost)
  const parts = { services, secret, library, brake: makeBrake(services, secret), cost }
  const ownAccount = makeOwnAccount(parts)
  return {
    signIn: makeSignIn(parts),
    ownAccount,
    secondFactor: makeSecondFactor(parts, ownAccount),
    passkeys: makePasskeys(parts, ownAccount),
    passwordLinks: makePasswordLinks(parts),
  }
}
