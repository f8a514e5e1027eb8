import type { Handler } from '../handler.ts'
import { requireSettingUp } from '../signed-in.ts'

/**
 * GET on an address that only a form is sent to: leads to the page above it, by so many parts of the path. Whoever had
 * to sign in first when she sent the form comes here, and so does whoever loads what it answered anew.
 */
export const leadUp =
  (parts: number): Handler =>
  async (host, req, res) => {
    await requireSettingUp(host, req, res)
    res.redirect(303, req.path.split('/').slice(0, -parts).join('/'))
  }
