import type { App, Session } from 'electron'

/** A place where nothing listens: what asks for a dictionary all the same gets nowhere. */
const NOWHERE = 'http://127.0.0.1:1/'

/**
 * Chromium fetches a dictionary for the system's language from its maker with every session that is made, whether
 * anything is checked or not. To be called before there is one.
 */
export function refuseDictionaries(app: Pick<App, 'on'>): void {
  app.on('session-created', (session: Session) => {
    session.setSpellCheckerDictionaryDownloadURL(NOWHERE)
    session.setSpellCheckerLanguages([])
    session.setSpellCheckerEnabled(false)
  })
}
