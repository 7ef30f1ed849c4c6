import { constants } from 'node:fs'
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The files of a profile as they were before a start, its folders left out. */
export class KeptFiles {
  private constructor(
    private readonly profile: string,
    private readonly copies: string,
    /** Null where another start uses the profile, or one that was killed did: those files are not to be touched. */
    private readonly names: readonly string[] | null
  ) {}

  static async of(profile: string): Promise<KeptFiles> {
    const copies = await mkdtemp(join(tmpdir(), 'rill-kept-'))
    if ((await readdir(profile)).includes('SingletonLock')) return new KeptFiles(profile, copies, null)
    // A database that the test itself has closed lets go of its files when its garbage is collected: in mid-copy, even.
    const names = await copied(profile, copies).catch(() => copied(profile, copies))
    return new KeptFiles(profile, copies, names)
  }

  async putBack(): Promise<void> {
    if (!this.names) return
    for (const name of await filesIn(this.profile)) await rm(join(this.profile, name))
    for (const name of this.names) await copyFile(join(this.copies, name), join(this.profile, name))
  }

  forget(): Promise<void> {
    return rm(this.copies, { recursive: true, force: true })
  }
}

async function copied(profile: string, copies: string): Promise<readonly string[]> {
  const names = await filesIn(profile)
  for (const name of names) await copyFile(join(profile, name), join(copies, name), constants.COPYFILE_FICLONE)
  return names
}

async function filesIn(profile: string): Promise<readonly string[]> {
  return (await readdir(profile, { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name)
}
