import { browserPath } from '../web/browser.ts'

/** Says before the first test what this machine leaves out: no test is skipped silently. */
export default function sayWhatIsLeftOut(): void {
  if (process.getuid?.() === 0)
    process.stdout.write(
      'Left out: files and folders that one may not read or write, because permissions do not bind root.\n',
    )
  if (!browserPath)
    process.stdout.write(
      'Left out: all that takes a browser, because there is no Chromium (install Debian’s `chromium`, or name one by CHROMIUM).\n',
    )
}
